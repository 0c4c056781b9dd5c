// One size of paper: places for its figures, passes of Chromium until no page number changes, then the running heads and the last
// hand. A pass that fails names the element and the page.
import type { Browser, Page } from '@playwright/test';
import { arrange } from './arrange.ts';
import type { Book } from './book.ts';
import { openBook } from './browser.ts';
import { finish } from './finish.ts';
import { headsDocument } from './heads.ts';
import { fillNumbers, findOverflow, openRight } from './layout.ts';
import { moved, readMap } from './map.ts';
import type { PageMap } from './map.ts';
import { pageRule } from './paper.ts';
import type { Sheet } from './paper.ts';
import type { Site } from './site.ts';

/** More than this and something swings to and fro. */
const MOST = 10;

export interface Typeset {
  pdf: Uint8Array;
  map: PageMap;
  /** The document as it was printed last, with its page numbers. */
  html: string;
  passes: number;
}

const print = async (page: Page): Promise<Uint8Array> =>
  new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }));

/** What does not fit is named, with its page. */
async function refuseOverflow(page: Page, map: PageMap, sheet: Sheet): Promise<void> {
  const overflow = await findOverflow(page, sheet);
  const told = overflow.map(({ what, id, by }) => `${what} ${id} (page ${map.places.get(id)?.page ?? '?'}) is ${by}`);
  if (told.length) throw new Error(told.join('\n'));
}

export async function typeset(
  browser: Browser,
  site: Site,
  book: Book,
  sheet: Sheet,
  tell: (what: string) => void,
): Promise<Typeset> {
  const page = await openBook(browser, site, book.html);
  await page.setViewportSize({
    width: Math.round(((sheet.width - sheet.inner - sheet.outer) * 96) / 25.4),
    height: 900,
  });
  await page.addStyleTag({ content: pageRule(sheet) });
  await arrange(page, sheet, tell);
  tell('pass 1');
  let map = await readMap(await print(page));
  await refuseOverflow(page, map, sheet);
  let blanks: number[] = [];
  let pdf: Uint8Array | undefined;
  let passes = 1;
  for (let changed = ['everything']; changed.length;) {
    if (++passes > MOST)
      throw new Error(
        `The pages do not come to rest: after ${MOST} passes these still move: ${changed.slice(0, 5).join(', ')}`,
      );
    blanks = await openRight(page, map);
    await fillNumbers(page, map);
    tell(`pass ${passes}`);
    pdf = await print(page);
    const next = await readMap(pdf);
    changed = moved(map, next);
    map = next;
  }
  if (!pdf) throw new Error('Chromium printed nothing.');
  await refuseOverflow(page, map, sheet);
  const headings = await page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => {
      const copy = heading.cloneNode(true) as Element;
      for (const formula of copy.querySelectorAll('[role=img]'))
        formula.replaceWith(formula.getAttribute('aria-label') ?? '');
      return (copy.textContent ?? '')
        .replace(/\u00ad/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    }),
  );
  tell('running heads');
  const parts = await page.evaluate(() =>
    [...document.querySelectorAll('body > section[id]:not(.title-page)')].map(
      (part) => [part.id, part.querySelector('h1')?.textContent ?? ''] as [string, string],
    ),
  );
  const styles = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map((link) => link.href),
  );
  const html = await page.content();
  await page.close();
  const leaves = await openBook(
    browser,
    site,
    headsDocument(map, book.chapters, new Set(blanks), parts, sheet, styles),
  );
  const heads = new Uint8Array(await leaves.pdf({ preferCSSPageSize: true, printBackground: true }));
  await leaves.close();
  tell('finishing');
  const { title, imprint } = book;
  const whole = await finish(pdf, heads, {
    title,
    author: imprint.authors,
    subject: `${imprint.subtitle}. The study guide, edition ${imprint.version}`,
    headings,
    created: new Date(),
  });
  return { pdf: whole, map, html, passes };
}
