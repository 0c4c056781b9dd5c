// Everything that must hold in a finished guide, each fault as a line to read. Given the file, what pdf.js reads in it and the
// book it was made from.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import type { Typeset } from '../../../scripts/guide/typeset.ts';
import type { Book } from '../../../scripts/guide/book.ts';
import { sheets } from '../../../scripts/guide/paper.ts';
import { dist } from '../pages.ts';
import { fontsOf, has, imagesOf, rastersOf } from './pdf.ts';
import type { Pdf, Raster } from './pdf.ts';

/**
 * The book's faces, and KaTeX's; anything else is a fallback. Of outlined letters (a label with its halo) Chromium makes fonts
 * without a name.
 */
const FACES = /^(?:Archivo|SourceSerif4|KaTeX_|NotoSansSymbols2|\[none\])/;

/** The size of running text, in points. */
const BODY = 10.2;

export interface Guide {
  file: string;
  paper: 'a4' | 'letter';
  pdf: Pdf;
  book: Book;
  typeset: Typeset;
}

/**
 * A page number that a link says: "Figure 6.2 on page 48", "page 212", "212" alone (Chromium makes a link of each piece), or the
 * end of a line of the contents, where what stands alone is a chapter's number.
 */
const saidPage = (words: string, isList: boolean): number | undefined => {
  const alone = isList ? /\s(\d+)\s*$/ : /^\s*(\d{1,3})\s*$/;
  const found = /page\s*(\d+)\s*$/.exec(words)?.[1] ?? alone.exec(words)?.[1];
  return found === undefined ? undefined : Number(found);
};

export function linkFaults({ pdf, typeset }: Guide): { checked: number; faults: string[] } {
  const first = Math.min(...[...typeset.map.places].filter(([id]) => /^c\d+$/.test(id)).map(([, { page }]) => page));
  let checked = 0;
  const faults = pdf.leaves.flatMap(({ links }, i) =>
    links.flatMap(({ to, words }) => {
      const said = saidPage(words, i + 1 < first);
      if (typeof to !== 'number' || said === undefined) return [];
      checked++;
      // In a table of choices "7" alone is chapter 7.
      const isChapter = words.trim() === String(said) && typeset.map.places.get(`c${said}`)?.page === to;
      return said === to || isChapter ? [] : [`page ${i + 1}: “${words}” leads to page ${to}`];
    }),
  );
  return { checked, faults };
}

export function idFaults({ typeset }: Guide): string[] {
  const { document } = parseHTML(typeset.html);
  return [...document.querySelectorAll('body > :not(nav, .blank-page) [id]')]
    .filter((element) => !element.closest('svg') && !typeset.map.places.has(element.id))
    .map(({ id }) => `${id} is not in the PDF`);
}

const bare = (text: string) => text.normalize('NFKC').replace(/[\s\u00ad\u2010-]/g, '');

const textOf = (pdf: Pdf, page: number) => bare(pdf.leaves[page - 1].words.map(({ text }) => text).join(''));

export function captionFaults({ pdf, book, typeset }: Guide): string[] {
  return book.chapters.flatMap(({ figures }) =>
    figures.flatMap(({ id, number, title }) => {
      const page = typeset.map.places.get(id)?.page ?? 1;
      const isThere = textOf(pdf, page).includes(bare(`Figure ${number}${title.replace(/<[^>]*>/g, '')}`));
      return isThere ? [] : [`Figure ${number}: its caption is not on its page, ${page}`];
    }),
  );
}

export function pageFaults({ pdf, book, typeset }: Guide): string[] {
  const faults: string[] = [];
  const placeOf = (id: string) => typeset.map.places.get(id)?.page ?? 0;
  for (const { number } of book.chapters)
    if (placeOf(`c${number}`) % 2 === 0) faults.push(`chapter ${number} opens on page ${placeOf(`c${number}`)}`);
  const first = Math.min(...book.chapters.map(({ number }) => placeOf(`c${number}`)));
  const last = typeset.map.places.get('answers')?.page ?? pdf.leaves.length + 1;
  for (const [i, { words }] of pdf.leaves.entries()) {
    const page = i + 1;
    if (page < first || !words.length) continue;
    const heights = [...words].sort((a, b) => a.y - b.y);
    const atEdge = [...heights.slice(0, 6), ...heights.slice(-3)];
    if (!atEdge.some(({ text }) => text.trim() === String(page))) faults.push(`page ${page} does not bear its number`);
    const sizes = words
      .filter(({ size, hasSerifs }) => hasSerifs && Math.abs(size - BODY) < 0.6)
      .map(({ size }) => size);
    if (page < last && sizes.some((size) => Math.abs(size - BODY) > 0.06))
      faults.push(`page ${page}: running text of ${sizes.find((size) => Math.abs(size - BODY) > 0.06)} points`);
  }
  const hasBody = pdf.leaves.filter(({ words }) =>
    words.some(({ size, hasSerifs }) => hasSerifs && Math.abs(size - BODY) < 0.06),
  ).length;
  if (hasBody < (last - first) / 2) faults.push(`only ${hasBody} pages hold text of ${BODY} points`);
  return faults;
}

/** What share of the area for text is white from its foot up. */
function emptyShare({ width, height, grey }: Raster, paper: Guide['paper']): number {
  const { height: sheet, top, bottom } = sheets[paper];
  const [head, foot] = [top, sheet - bottom].map((edge) => Math.round((edge / sheet) * height));
  let last = foot - 1;
  while (last >= head && grey.subarray(last * width, (last + 1) * width).every((dot) => dot > 200)) last--;
  return (foot - 1 - last) / (foot - head);
}

/** Pages of chapters by how much of them is empty at the foot: the last of a chapter, and the leaf after it, are left out. */
export function emptyPages({ file, paper, typeset, book }: Guide): { page: number; empty: number }[] {
  const starts = book.chapters.map(({ number }) => typeset.map.places.get(`c${number}`)?.page ?? 0);
  const first = Math.min(...starts);
  const end = typeset.map.places.get('answers')?.page ?? typeset.map.pages + 1;
  const shares = rastersOf(file, first, end - 1, 24).map((raster) => emptyShare(raster, paper));
  const isLast = (page: number) =>
    [...starts, end].includes(page + 1) || ([...starts, end].includes(page + 2) && shares[page + 1 - first] === 1);
  return shares
    .map((empty, i) => ({ page: first + i, empty }))
    .filter(({ page, empty }) => empty < 1 && !isLast(page))
    .sort((a, b) => b.empty - a.empty);
}

export function fileFaults({ file, pdf, book }: Guide): string[] {
  const faults: string[] = [];
  if (pdf.title !== book.title) faults.push(`its title is “${pdf.title}”`);
  if (pdf.language !== 'en-GB') faults.push(`its language is ${pdf.language}`);
  if (pdf.labels?.[3] !== '4') faults.push(`its pages are labelled ${pdf.labels?.slice(0, 4).join(', ')}`);
  if (has('pdffonts'))
    for (const { name, embedded } of fontsOf(file))
      if (!embedded || !FACES.test(name)) faults.push(`font ${name}${embedded ? '' : ' is not embedded'}`);
  if (has('pdfinfo') && !/^Tagged:\s+yes$/m.test(spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout))
    faults.push('it is not tagged');
  if (has('qpdf')) {
    const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
    if (status !== 0) faults.push(`qpdf: ${stdout}${stderr}`);
  }
  return faults;
}

/** One digit of the handwritten ones, which are cut out of a sheet of them; a pixel more where it does not meet the grid. */
const DIGIT = 29;

/** Pictures that are dots by nature: photographs, what a filter made of one, digits; at their own resolution. */
export function imageFaults({ file, typeset }: Guide): string[] {
  if (!has('pdfimages')) return [];
  const named = [...typeset.html.matchAll(/(?:src="|url\((?:&quot;|["'])?)\/([\w./-]+\.png)/g)].map(([, name]) => name);
  const allowed = new Set([...new Set(named)].map(pixelsOf));
  return imagesOf(file)
    .filter(({ width, height }) => !allowed.has(`${width} × ${height}`) && Math.max(width, height) > DIGIT)
    .map(({ page, width, height }) => `page ${page}: an image of ${width} × ${height} dots, where lines were drawn`);
}

/** Width and height of a PNG of the site, from its header. */
function pixelsOf(name: string): string {
  const header = readFileSync(dist + name);
  return `${header.readUInt32BE(16)} × ${header.readUInt32BE(20)}`;
}
