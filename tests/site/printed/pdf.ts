// What a PDF says of itself, through pdf.js and poppler: its links with the words on them, its text with sizes and places, its
// outline, fonts and images. Judges nothing.
import { execFileSync, spawnSync } from 'node:child_process';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Words {
  text: string;
  /** Points: size of type, and where its line begins, from the sheet's left and top. */
  size: number;
  x: number;
  y: number;
  /** Running text and what stands in it is set with serifs; labels, notes and headings are not. */
  hasSerifs: boolean;
}

export interface PdfLink {
  /** An address, or the page that it leads to. */
  to: string | number;
  /** Points from the sheet's left and top: left, top, right, bottom. */
  box: [number, number, number, number];
  words: string;
}

export interface Leaf {
  words: Words[];
  links: PdfLink[];
}

export interface Pdf {
  leaves: Leaf[];
  outline: string[];
  language: string | null;
  title: string | null;
  labels: string[] | null;
}

interface OutlineItem {
  title: string;
  items: OutlineItem[];
}

export async function readPdf(bytes: Uint8Array): Promise<Pdf> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
  const document = await loading.promise;
  const destinations = await document.getDestinations();
  const leaves: Leaf[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const height = page.view[3];
    const { items, styles } = await page.getTextContent();
    const words = items.flatMap((item) =>
      'str' in item && item.str.trim()
        ? [
            {
              text: item.str,
              size: item.transform[3] as number,
              x: item.transform[4] as number,
              y: height - item.transform[5],
              hasSerifs: styles[item.fontName]?.fontFamily === 'serif',
            },
          ]
        : [],
    );
    const links: PdfLink[] = [];
    for (const { subtype, dest, url, rect } of await page.getAnnotations()) {
      if (subtype !== 'Link') continue;
      const [left, low, right, high] = rect as [number, number, number, number];
      const box: PdfLink['box'] = [left, height - high, right, height - low];
      const inside = words.filter(({ x, y }) => x >= left - 1 && x <= right && y >= box[1] && y <= box[3] + 1);
      const text = inside.map((each) => each.text).join(' ');
      const target = typeof dest === 'string' ? destinations.get(dest) : dest;
      if (url) links.push({ to: url, box, words: text });
      else if (Array.isArray(target))
        links.push({ to: (await document.getPageIndex(target[0])) + 1, box, words: text });
    }
    leaves.push({ words, links });
  }
  const flat = (entries: readonly OutlineItem[]): string[] =>
    entries.flatMap(({ title, items }) => [title, ...flat(items)]);
  const outline = flat(((await document.getOutline()) ?? []) as OutlineItem[]);
  const { info } = await document.getMetadata();
  const { Title = null, Language = null } = info as { Title?: string; Language?: string };
  const labels = await document.getPageLabels();
  await loading.destroy();
  return { leaves, outline, language: Language, title: Title, labels };
}

export const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;

/** The lines of poppler's tables: below the rule of dashes. */
const rows = (tool: string, ...words: string[]): string[] =>
  execFileSync(tool, words, { encoding: 'utf8', maxBuffer: 2 ** 28 })
    .split(/\r?\n/)
    .slice(2)
    .filter((line) => line.trim());

/** Names of fonts, without the tag of a subset, and whether each is embedded. */
export const fontsOf = (file: string): { name: string; embedded: boolean }[] =>
  rows('pdffonts', file).map((line) => {
    const [, name, embedded] = /^(.{36}) .{17} .{16} (yes|no)/.exec(line) ?? [];
    return { name: (name ?? line).trim().replace(/^[A-Z]{6}\+/, ''), embedded: embedded === 'yes' };
  });

/** Pixels of each image that is not a vector drawing: width × height, and its page. */
export const imagesOf = (file: string): { page: number; width: number; height: number }[] =>
  rows('pdfimages', '-list', file).map((line) => {
    const [page, , , width, height] = line.trim().split(/\s+/);
    return { page: Number(page), width: Number(width), height: Number(height) };
  });

export interface Raster {
  width: number;
  height: number;
  /** Grey, row by row. */
  grey: Uint8Array;
}

/** Pages from one to another (both counted), at so many dots an inch, in grey, as an office printer would have them. */
export function rastersOf(file: string, first: number, last: number, dots: number): Raster[] {
  const range = ['-f', String(first), '-l', String(last)];
  const bytes = execFileSync('pdftoppm', ['-gray', '-r', String(dots), ...range, file], { maxBuffer: 2 ** 28 });
  const rasters: Raster[] = [];
  for (let at = 0; at < bytes.length;) {
    const text = bytes.subarray(at, at + 40).toString('latin1');
    const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(text) ?? [];
    if (!head) throw new Error(`pdftoppm made no grey picture of page ${first + rasters.length}`);
    const from = at + head.length;
    at = from + Number(width) * Number(height);
    rasters.push({ width: Number(width), height: Number(height), grey: new Uint8Array(bytes.subarray(from, at)) });
  }
  return rasters;
}

export const rasterOf = (file: string, page: number, dots: number): Raster => rastersOf(file, page, page, dots)[0];
