// Chromium, with the book's pages served out of the built site's folder: no port is opened, and nothing else is reached.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { findBrowser, flags } from '../browser.mjs';
import type { Site } from './site.ts';

/** Faces that the site itself does not serve: static weights of its own, and signs that neither text nor formulas have. */
const faces = ['archivo', 'noto-sans-symbols-2'].map((name) =>
  path.resolve(import.meta.dirname, `../../node_modules/@fontsource/${name}/files`),
);

const HOST = 'http://guide.invalid';

export async function openBrowser(find = findBrowser): Promise<Browser> {
  const executablePath = find();
  if (!executablePath)
    throw new Error(
      'No Chromium on this machine: node scripts/browser.mjs installs one, or name yours in CHROMIUM_PATH.',
    );
  return chromium.launch({ executablePath, args: [...flags, '--font-render-hinting=none'] });
}

/**
 * The column of the book, 635 pixels, is narrower than the tablet for which figures set their parts side by side; but print
 * is finer than a phone, so it takes the tablet's arrangement.
 */
const onPaper = (css: string): string =>
  css.replace(/width>=700px/g, 'width>=600px').replace(/width<=699px/g, 'width<=599px');

/** A page that shows `html`, with the site's own files beside it; a file that is missing stops the run. */
export async function openBook(browser: Browser, site: Site, html: string): Promise<Page> {
  const page = await browser.newPage();
  const missing: string[] = [];
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === `${site.base}book.html`)
      return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    const own = new RegExp(`^${site.base}(guide(?:-\\w+)?\\.css)$`).exec(pathname)?.[1];
    if (own)
      return route.fulfill({
        body: readFileSync(path.join(import.meta.dirname, own), 'utf8'),
        contentType: 'text/css; charset=utf-8',
      });
    // Static weights of the headings' face: of a variable one Chromium makes fonts without a name, drawn letter by letter.
    const weight = new RegExp(`^${site.base}guide-fonts/([\\w-]+\\.woff2)$`).exec(pathname)?.[1];
    const file = weight
      ? faces.map((folder) => path.join(folder, weight)).find((each) => existsSync(each))
      : site.file(pathname);
    const style = pathname.endsWith('.css') ? site.sheet(pathname) : undefined;
    if (style !== undefined) return route.fulfill({ body: onPaper(style), contentType: 'text/css; charset=utf-8' });
    if (file) return route.fulfill({ path: file });
    missing.push(pathname);
    return route.fulfill({ status: 404, body: '' });
  });
  page.setDefaultTimeout(0);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.goto(`${HOST}${site.base}book.html`, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  if (missing.length)
    throw new Error(`The built site lacks what its pages ask for: ${[...new Set(missing)].join(', ')}`);
  return page;
}
