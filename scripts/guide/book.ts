// Puts the book together: one HTML document of everything, in order, with a hidden list of links to every id, because
// Chromium names as destinations only what something links to.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { answersOf, colophonOf, glossaryOf, indexOf, referencesOf } from './back.ts';
import { readChapter } from './chapter.ts';
import type { GuideChapter } from './chapter.ts';
import { contents, listOf, titlePage } from './front.ts';
import type { Imprint } from './front.ts';
import type { Listed } from './figures.ts';
import type { Maths } from './maths.ts';
import type { GuideOptions } from './options.ts';
import type { Site } from './site.ts';

export interface Book {
  /** The whole document for Chromium, and the parts in its body alone. */
  html: string;
  body: string;
  title: string;
  imprint: Imprint;
  chapters: GuideChapter[];
}

const root = path.resolve(import.meta.dirname, '../..');

function readImprint(): Imprint {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const citation = readFileSync(path.join(root, 'CITATION.cff'), 'utf8');
  const authors = /^ {2}- name: (.*)$/m.exec(citation)?.[1] ?? '';
  const date = new Date().toLocaleDateString('en-GB', { month: 'long', year: 'numeric' });
  return { title: 'Small Nets', subtitle: 'How neural networks learn', authors, version, date };
}

/** Reads the site and returns the book, or one chapter of it as a handout. */
export function makeBook(site: Site, options: GuideOptions, maths: Maths = 'drawn'): Book {
  const parts = site.parts();
  const all = parts.flatMap((part) => part.chapters);
  const wanted = options.chapter ? all.filter(({ slug }) => slug === options.chapter) : all;
  if (!wanted.length)
    throw new Error(`There is no chapter “${options.chapter}”. There are ${all.map(({ slug }) => slug).join(', ')}.`);
  const imprint = readImprint();
  const chapters = wanted.map((entry) => readChapter(site, entry, wanted, { ...options, maths }));
  const figures = chapters.flatMap((chapter) => chapter.figures);
  const tables = chapters.flatMap((chapter) => chapter.tables);
  const references = referencesOf(chapters);
  const back: Listed[] = [
    ...(options.answers ? [{ id: 'answers', number: '', title: 'Answers' }] : []),
    { id: 'glossary', number: '', title: 'Glossary' },
    ...(references ? [{ id: 'references', number: '', title: 'References' }] : []),
    { id: 'index', number: '', title: 'Index' },
    { id: 'colophon', number: '', title: 'Colophon' },
  ];
  const lists = [...(figures.length ? [{ id: 'figures', number: '', title: 'Figures' }] : [])];
  const isWhole = !options.chapter;
  const body = [
    ...(isWhole
      ? [
          titlePage(imprint, site, titleDrawing(chapters)),
          contents(parts, chapters, [...lists, ...back]),
          listOf('figures', 'Figures', figures),
          listOf('tables', 'Tables', tables),
        ]
      : []),
    ...chapters.map(({ number, html }) => `<article class="page chapter" data-chapter="${number}">${html}</article>`),
    answersOf(chapters),
    ...(isWhole ? [glossaryOf(site, chapters, maths)] : []),
    references,
    ...(isWhole ? [indexOf(site, chapters, maths), colophonOf(imprint, site, figures.length)] : []),
  ].join('\n');
  const title = isWhole
    ? `${imprint.title}: ${imprint.subtitle.toLowerCase()}`
    : `${chapters[0].title} – ${imprint.title}`;
  return { html: documentOf(title, body, chapters, site), body, title, imprint, chapters };
}

/** The numeral of the last chapter opener stands on the title page, too: the book's own mark. */
const titleDrawing = (chapters: readonly GuideChapter[]): string =>
  /<svg class="plot[\s\S]*?<\/svg>/.exec(chapters.find(({ slug }) => slug === 'gradient-descent')?.html ?? '')?.[0] ??
  '';

function documentOf(title: string, body: string, chapters: readonly GuideChapter[], site: Site): string {
  const once = (addresses: string[]) => [...new Set(addresses)];
  const sheets = [
    ...once(chapters.flatMap(({ styles }) => styles.screen)),
    ...once(chapters.flatMap(({ styles }) => styles.print)),
    ...['guide-faces.css', 'guide.css', 'guide-matter.css'].map((name) => site.base + name),
  ];
  const { document } = parseHTML(`<html><body>${body}</body></html>`);
  nameBlocks(document as unknown as Document);
  const ids = [...document.querySelectorAll('[id]')]
    .filter((element) => !element.closest('svg'))
    .map(({ id }) => `<a href="#${id}">.</a>`);
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title>
    ${sheets.map((sheet) => `<link rel="stylesheet" href="${sheet}">`).join('\n')}</head>
    <body class="guide">${document.body.innerHTML}
    <nav class="every-id" aria-hidden="true">${ids.join(' ')}</nav></body></html>`;
}

/** Every block of a chapter gets an id, so that the passes learn on which page it stands. */
function nameBlocks(document: Document): void {
  let count = 0;
  for (const chapter of document.querySelectorAll('article.chapter'))
    for (const block of chapter.querySelectorAll(':scope > *, :scope > section > *')) block.id ||= `block-${++count}`;
}
