// What stands after the last chapter: answers, glossary, references with the pages that cite them, index, colophon.
import type { GuideChapter } from './chapter.ts';
import type { Imprint } from './front.ts';
import { setFormulas } from './maths.ts';
import type { Maths } from './maths.ts';
import type { Site } from './site.ts';

export const answersOf = (chapters: readonly GuideChapter[]): string =>
  chapters.some(({ answers }) => answers)
    ? `<section class="back answers" id="answers"><h1>Answers</h1>
      ${chapters.map(({ number, title, answers }) => `<h2 id="answers-${number}"><span class="n">${number}</span> ${title}</h2>${answers}`).join('\n')}
    </section>`
    : '';

interface Term {
  id: string;
  /** Markup: the word, and its symbol. */
  name: string;
  word: string;
  definition: string;
  also: string[];
}

/** The glossary's terms that these chapters use. */
function termsOf(site: Site, chapters: readonly GuideChapter[], maths: Maths): (Term & { at: string[] })[] {
  const list = site.page('glossary').querySelector('dl.entries');
  if (!list) throw new Error('glossary: the page has no list of terms');
  setFormulas(list, maths);
  const terms: (Term & { at: string[] })[] = [];
  for (const entry of list.querySelectorAll('div[id]')) {
    const at = chapters.flatMap((chapter) => chapter.terms.get(entry.id) ?? []);
    if (!at.length) continue;
    const name = entry.querySelector('dt');
    const more = entry.querySelector('.more-about')?.textContent ?? '';
    const word = name?.firstChild?.textContent?.trim() ?? entry.id;
    terms.push({
      id: entry.id,
      name: `${word}${[...(name?.children ?? [])].map((symbol) => ` ${symbol.outerHTML}`).join('')}`,
      word,
      definition: entry.querySelector('dd > p')?.innerHTML ?? '',
      also: /Also: (.*?)\. /.exec(more)?.[1].split(', ') ?? [],
      at,
    });
  }
  return terms.sort((a, b) => a.word.localeCompare(b.word, 'en-GB'));
}

export function glossaryOf(site: Site, chapters: readonly GuideChapter[], maths: Maths): string {
  const entries = termsOf(site, chapters, maths).map(
    ({ id, name, definition, at }) =>
      `<div id="back.term-${id}"><dt>${name}</dt><dd>${definition} <a class="where" href="#${at[0]}">Page <span class="page-no" data-no="${at[0]}">000</span></a></dd></div>`,
  );
  return `<section class="back glossary" id="glossary"><h1>Glossary</h1><dl>${entries.join('\n')}</dl></section>`;
}

export function referencesOf(chapters: readonly GuideChapter[]): string {
  const works = new Map<string, { entry: string; at: string[] }>();
  for (const { cited } of chapters)
    for (const [key, { at, entry }] of cited) works.set(key, { entry, at: [...(works.get(key)?.at ?? []), ...at] });
  const entries = [...works].sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length
    ? `<section class="back" id="references"><h1>References</h1><ul class="references">
      ${entries.map(([key, { entry, at }]) => `<li class="reference" id="back.ref-${key}"><span translate="no">${entry}</span>${at.length ? ` <span class="pages" data-nos="${at.join(' ')}">000</span>` : ''}</li>`).join('\n')}
    </ul></section>`
    : '';
}

/** Words and the pages that use them; what a word is also called leads to it. */
export function indexOf(site: Site, chapters: readonly GuideChapter[], maths: Maths): string {
  const lines = termsOf(site, chapters, maths).flatMap(({ name, word, at, also }) => [
    { key: word, html: `${name} <span class="pages" data-nos="${at.join(' ')}">000</span>` },
    ...also
      .filter((other) => !other.includes(word))
      .map((other) => ({ key: other, html: `${other}, <i>see</i> ${word}` })),
  ]);
  lines.sort((a, b) => a.key.localeCompare(b.key, 'en-GB', { sensitivity: 'base' }));
  const letters = new Map<string, string[]>();
  for (const { key, html } of lines) {
    const letter = key[0].toUpperCase();
    letters.set(letter, [...(letters.get(letter) ?? []), `<li>${html}</li>`]);
  }
  return `<section class="back index" id="index"><h1>Index</h1><div class="columns">
    ${[...letters].map(([letter, items]) => `<p class="letter">${letter}</p><ul>${items.join('')}</ul>`).join('\n')}
  </div></section>`;
}

export function colophonOf({ title, version, date, authors }: Imprint, site: Site, figures: number): string {
  return `<section class="back colophon-page" id="colophon"><h1>Colophon</h1>
    <p>The networks in this book were trained by its own engine, version ${version}. The same seed gives the same run, bit for
      bit, in any browser: the seed of each figure is printed with its knobs, and the live figure repeats what is drawn here.</p>
    <p>The ${figures} figures were drawn by the code that draws the live ones. No curve, count or percentage was set by hand.</p>
    <p>Set in Source Serif, Archivo and KaTeX’s Computer Modern, by Chromium, from the pages of ${site.address}.</p>
    <p>© ${date.split(' ').at(-1)} ${authors}. Text and figures: CC BY 4.0. Code: MIT. Whoever finds a mistake is asked to tell it.</p>
    <p>Cite as: ${authors}, <i>${title}</i>, edition ${version}, ${date}, ${site.address}</p>
  </section>`;
}
