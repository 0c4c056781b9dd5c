// One chapter of the built site as a part of the book: controls and scripts gone, answers taken out for the back, terms and
// citations marked for index and references, every id made unique by the chapter's number.
import { collectAnswers } from './answers.ts';
import { setFigures } from './figures.ts';
import type { Listed } from './figures.ts';
import { setFormulas, setSmallDigits } from './maths.ts';
import type { ChapterOptions } from './options.ts';
import { hyphenate } from './hyphens.ts';
import type { Entry, Site } from './site.ts';

export interface GuideChapter extends Entry {
  html: string;
  /** Everything asked in the chapter, answered: for the back of the book. */
  answers: string;
  sections: Listed[];
  figures: Listed[];
  tables: Listed[];
  /** Where each term of the glossary is used, by its id, in order. */
  terms: Map<string, string[]>;
  /** Where each work is cited, by its key; and how its entry reads. */
  cited: Map<string, { at: string[]; entry: string }>;
  styles: { screen: string[]; print: string[] };
}

/** What only a screen can use, and what the shell of the page adds. */
const SCREEN_ONLY =
  'script, style, template, .turn, .colophon, .needs-js, .screen, .outcome, .instruction, .tools, .knobs, .challenges, ' +
  '.print-scan, .sntog, .no-js, .actions, .predict-chart .vh, .placed, .predict-chart .truth, input, select';

/** References between numbered things: these name their page. */
const NUMBERED = /^(?:Figure|Table|Exercise|equation|section)\s/;

export function readChapter(
  site: Site,
  chapter: Entry,
  written: readonly Entry[],
  options: ChapterOptions,
): GuideChapter {
  const page = site.page(`chapters/${chapter.slug}`);
  const main = page.querySelector('main');
  if (!main) throw new Error(`chapters/${chapter.slug}: the page has no main text`);
  const prefix = `c${chapter.number}`;
  for (const one of main.querySelectorAll(SCREEN_ONLY)) one.remove();
  dropComments(main);
  for (const island of [...main.querySelectorAll('astro-island, astro-slot, astro-static-slot')])
    island.replaceWith(...island.childNodes);
  for (const custom of ['book-exercise', 'book-predict', 'book-blank'])
    for (const one of main.querySelectorAll(custom)) rename(one, custom === 'book-blank' ? 'span' : 'div');

  setFormulas(main, options.maths);
  const figures = setFigures(main, chapter, site);
  const terms = setTerms(main, prefix);
  const cited = setCitations(main, prefix);
  setNotes(main);
  for (const kind of [...main.querySelectorAll('h3.kind')]) rename(kind, 'p');
  const answers = collectAnswers(main, chapter, options);
  const back = page.createElement('div');
  back.innerHTML = answers;
  for (const root of [main, back]) {
    uniqueIds(root, prefix);
    setLinks(root, chapter, written, site);
    if (options.maths === 'drawn') {
      setSmallDigits(root);
      hyphenate(root);
    }
  }
  main.querySelector('.opener h1')?.setAttribute('id', prefix);
  return {
    ...chapter,
    html: main.innerHTML,
    answers: back.innerHTML,
    sections: [...main.querySelectorAll('h2[id]')].map((heading) => ({
      id: heading.id,
      number: heading.querySelector('.n')?.textContent.trim() ?? '',
      title: wordsOf(heading),
    })),
    figures,
    tables: [...main.querySelectorAll('figure.tabled[id]')].map((table) => ({
      id: table.id,
      number: table.querySelector('.cap .n')?.textContent.replace('Table', '').trim() ?? '',
      title: wordsOf(table.querySelector('.cap') ?? table),
    })),
    terms,
    cited,
    styles: site.stylesOf(page),
  };
}

/** A heading's or caption's markup without its number. */
function wordsOf(heading: Element): string {
  const copy = heading.cloneNode(true) as Element;
  for (const one of copy.querySelectorAll('.n, [id]')) one.remove();
  return copy.innerHTML.trim();
}

function dropComments(root: Node): void {
  for (const child of [...root.childNodes]) {
    if (child.nodeType === 8) child.remove();
    else dropComments(child);
  }
}

/** The same element under another tag. */
function rename(element: Element, tag: string): void {
  const other = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** Terms become words with an anchor; the first card of each becomes a note in the margin. */
function setTerms(main: Element, prefix: string): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const button of [...main.querySelectorAll('button.term')]) {
    const card = button.nextElementSibling?.matches('.card') ? button.nextElementSibling : undefined;
    const id = /^term-(.*)-(\d+)$/.exec(button.getAttribute('popovertarget') ?? '')?.[1];
    const word = main.ownerDocument.createElement('span');
    word.className = 'term';
    if (id !== undefined) {
      const at = `term-${id}-${(uses.get(id)?.length ?? 0) + 1}`;
      uses.set(id, [...(uses.get(id) ?? []), `${prefix}.${at}`]);
      word.id = at;
    }
    word.append(...button.childNodes);
    const isInText = !button.closest('.answer, .recall, .block, table, .note, figure');
    if (card?.matches('.first') && isInText) {
      card.querySelector('a')?.remove();
      card.removeAttribute('popover');
      card.removeAttribute('id');
      card.className = 'note term-note';
    } else card?.remove();
    button.replaceWith(word);
  }
  return uses;
}

/** Citations lead to the references at the back, which tell the pages; the full entry stays in the margin. */
function setCitations(main: Element, prefix: string): GuideChapter['cited'] {
  const cited: GuideChapter['cited'] = new Map();
  for (const entry of main.querySelectorAll('li.reference')) {
    const key = entry.id.replace(/^ref-/, '');
    cited.set(key, { at: [], entry: entry.innerHTML });
  }
  let count = 0;
  for (const cite of main.querySelectorAll('.cite')) {
    cite.id = `cite-${++count}`;
    for (const link of cite.querySelectorAll('a[href^="#ref-"]')) {
      link.setAttribute('href', (link.getAttribute('href') ?? '').replace('#', '#back.'));
      cited.get((link.getAttribute('href') ?? '').replace('#back.ref-', ''))?.at.push(`${prefix}.${cite.id}`);
    }
  }
  main.querySelector('#references')?.closest('section')?.remove();
  return cited;
}

/** A note's number was a switch that opens it on a phone. */
function setNotes(main: Element): void {
  for (const label of [...main.querySelectorAll('label.sn')]) {
    label.removeAttribute('for');
    rename(label, 'span');
  }
  for (const note of [...main.querySelectorAll('.answer .note, .recall .note, .answer .sn, .recall .sn')])
    note.remove();
}

const REFERRING = ['aria-labelledby', 'aria-describedby', 'for', 'popovertarget', 'data-no'];

/** Ids hold within a chapter; in the book each begins with the chapter's number. */
function uniqueIds(root: Element, prefix: string): void {
  for (const element of root.querySelectorAll('*')) {
    if (element.id && !element.id.startsWith('back.')) element.setAttribute('id', `${prefix}.${element.id}`);
    for (const { name, value } of [...element.attributes]) {
      if (REFERRING.includes(name))
        element.setAttribute(
          name,
          value
            .split(' ')
            .map((id) => `${prefix}.${id}`)
            .join(' '),
        );
      else if (value.includes('url(#')) element.setAttribute(name, value.replaceAll('url(#', `url(#${prefix}.`));
    }
  }
}

/** Links within the book lead to its pages and say which; what the book does not hold is reached on the site. */
function setLinks(root: Element, chapter: Entry, written: readonly Entry[], site: Site): void {
  for (const link of [...root.querySelectorAll('a[href]')]) {
    const href = link.getAttribute('href') ?? '';
    if (href.startsWith('#back.')) continue;
    const url = new URL(href, `${site.address}chapters/${chapter.slug}/`);
    if (!url.href.startsWith(site.address)) continue;
    const slug = new RegExp(`^${site.base}chapters/([^/]+)/$`).exec(url.pathname)?.[1];
    const target = written.find((each) => each.slug === slug);
    if (target && !url.search) {
      const id = decodeURIComponent(url.hash.slice(1));
      link.setAttribute('href', `#c${target.number}${id ? `.${id}` : ''}`);
      if (id && NUMBERED.test(link.textContent)) link.setAttribute('data-page-of', `c${target.number}.${id}`);
    } else {
      link.setAttribute('href', url.href);
      link.classList.add('live');
    }
    link.removeAttribute('data-show');
  }
}
