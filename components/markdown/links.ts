// Links from the text to other pages of the site. Authors write them from the top (`/cards/mnist/`); here they are checked
// against the routes, chapters, cards and files that there are, and moved to the folder that the site is served from.
// Whether a page has the place that a fragment names, only the built pages know.
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { href } from '../layout/href.ts';
import { scanBook } from './scan.ts';

const glob = (pattern: string): string[] =>
  globSync(pattern, { cwd: process.cwd() }).map((file) => file.split(path.sep).join('/'));

const address = (route: string): string => (route === 'index' ? '/' : `/${route}/`);

/** The pages that text may link to: the routes without parameters, the chapters and the cards. */
export function sitePages(): string[] {
  const routes = glob('content/pages/**/*.astro')
    .map((file) => file.slice('content/pages/'.length, -'.astro'.length))
    .filter((route) => !route.includes('[') && route !== '404');
  const cards = glob('content/cards/*.mdx').map((file) => `cards/${path.basename(file, '.mdx')}`);
  const chapters = scanBook().chapters.map(({ slug }) => `chapters/${slug}`);
  return [...routes, ...chapters, ...cards].map(address);
}

export const isSiteLink = (url: string): url is `/${string}` => /^\/(?!\/)/.test(url);

/** Whether there is such a page, or such a file under `public/`; what follows `?` or `#` is left out. */
function leadsSomewhere(url: `/${string}`, pages: readonly string[]): boolean {
  const [bare] = url.split(/[?#]/);
  return pages.includes(bare) || (!bare.endsWith('/') && existsSync(path.join(process.cwd(), 'public', bare)));
}

/** The link as the reader's browser needs it; undefined when it leads nowhere. */
export const siteLink = (url: `/${string}`, pages = sitePages()): string | undefined =>
  leadsSomewhere(url, pages) ? href(url) : undefined;
