// What there is to test: every page of the built site and every figure of the book, read from the files themselves, so
// that a new chapter or figure is tested by existing.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseHTML } from 'linkedom';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const dist = `${root}dist/`;

/** Addresses of all pages: `/`, `/chapters/neuron/`, `/404.html`. */
export const pages = globSync('**/*.html', { cwd: dist })
  .map((file) => '/' + file.replace(/(^|\/)index\.html$/, '$1'))
  .sort();

export const chapters = pages.filter((page) => /^\/chapters\/[^/]+\/$/.test(page));

/** Ids of all figures: every one has an embed page. */
export const figures = pages.flatMap((page) => /^\/embed\/([^/]+)\/$/.exec(page)?.[1] ?? []);

export const embed = (figure: string) => `/embed/${figure}/`;

/** Ids that the source says there should be: the kebab-case of the files in components/figures. */
export const figuresInSource = globSync('components/figures/{*,*/*}.svelte', { cwd: root })
  .filter((file) => /defineFigure\(/.test(readFileSync(root + file, 'utf8')))
  .map((file) => /\bid: '([a-z0-9-]+)'/.exec(readFileSync(root + file, 'utf8'))?.[1] ?? file)
  .sort();

export const fileOf = (page: string, folder = dist) =>
  folder + page.slice(1) + (page.endsWith('/') ? 'index.html' : '');

export const htmlOf = (page: string, folder = dist) => readFileSync(fileOf(page, folder), 'utf8');

/** The page as a document, as a browser without scripts would have it. */
export const documentOf = (page: string, folder = dist): Document => parseHTML(htmlOf(page, folder)).document;
