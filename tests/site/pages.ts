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

export const fileOf = (page: string, folder = dist) =>
  folder + page.slice(1) + (page.endsWith('/') ? 'index.html' : '');

export const htmlOf = (page: string, folder = dist) => readFileSync(fileOf(page, folder), 'utf8');

/** The page as a document, as a browser without scripts would have it. */
export const documentOf = (page: string, folder = dist): Document => parseHTML(htmlOf(page, folder)).document;

/** Those that run: their pages have the buttons of a run before any script. */
export const running = figures.filter((id) => /class="transport[ "]/.test(htmlOf(embed(id))));

const definitions = globSync('components/figures/{*,*/*}.svelte', { cwd: root })
  .map((file) => readFileSync(root + file, 'utf8'))
  .filter((source) => /defineFigure\(/.test(source));
const idOf = (source: string) => /\bid: '([a-z0-9-]+)'/.exec(source)?.[1] ?? source.slice(0, 80);

/** Ids that the source says there should be, and of those the ones that it says run. */
export const figuresInSource = definitions.map(idOf).sort();
export const runningInSource = definitions
  .filter((source) => /^ {4}(?:job|frames)[:,]|<Playback/m.test(source))
  .map(idOf)
  .sort();
