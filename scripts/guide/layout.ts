// What a pass changes in the page, told by the map of the pass before: numbers of pages, and blank leaves before chapters. The
// functions run inside Chromium; they know ids and places, not PDF.
import type { Page } from '@playwright/test';
import type { PageMap, Place } from './map.ts';
import type { Sheet } from './paper.ts';

type Places = Record<string, Place>;

/** Opens chapters and the parts of the back on right-hand pages. Returns the numbers of the blank pages. */
export async function openRight(page: Page, { places }: PageMap): Promise<number[]> {
  return page.evaluate((known: Places) => {
    const blanks: number[] = [];
    let before = 0;
    let shift = 0;
    for (const part of [...document.body.children]) {
      if (part.matches('.blank-page')) {
        before++;
        part.remove();
        continue;
      }
      if (!part.matches('article, .title-page, .contents:not(.list), .answers, .glossary')) continue;
      const id = part.id || part.querySelector('h1')?.id || '';
      const place = known[id];
      if (!place) throw new Error(`“${id}” has no page of its own`);
      const now = place.page - before + shift;
      if (now % 2 === 1) continue;
      const blank = document.createElement('div');
      blank.className = 'blank-page';
      part.before(blank);
      blanks.push(now);
      shift++;
    }
    return blanks;
  }, Object.fromEntries(places));
}

/** Writes page numbers wherever the book names a page. */
export async function fillNumbers(page: Page, { places }: PageMap): Promise<void> {
  await page.evaluate((known: Places) => {
    const pageOf = (id: string): number => {
      const place = known[id];
      if (!place) throw new Error(`no page is known for “${id}”, which the book refers to`);
      return place.page;
    };
    for (const one of document.querySelectorAll<HTMLElement>('[data-no]'))
      one.textContent = String(pageOf(one.dataset.no ?? ''));
    for (const one of document.querySelectorAll<HTMLElement>('[data-nos]')) {
      const pages = [...new Set((one.dataset.nos ?? '').split(' ').filter(Boolean).map(pageOf))].sort((a, b) => a - b);
      const ranges: [number, number][] = [];
      for (const number of pages) {
        const last = ranges.at(-1);
        if (last && number === last[1] + 1) last[1] = number;
        else ranges.push([number, number]);
      }
      one.textContent = ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
    }
    for (const link of document.querySelectorAll<HTMLElement>('[data-far=true]')) {
      const said = link.querySelector('.on-page');
      if (said) said.textContent = ` on page\u00a0${pageOf(link.dataset.pageOf ?? '')}`;
    }
  }, Object.fromEntries(places));
}

/** What is wider than its column or higher than a page, in millimetres; it would be cut off, or shrink every page. */
export async function findOverflow(page: Page, sheet: Sheet): Promise<{ what: string; id: string; by: string }[]> {
  return page.evaluate(
    ({ width, height }) => {
      const MM = 25.4 / 96;
      const found: { what: string; id: string; by: string }[] = [];
      const edge = document.body.getBoundingClientRect().left + (width + 0.3) / MM;
      const isWide = (element: Element) => element.getBoundingClientRect().right > edge;
      for (const element of document.querySelectorAll('body *')) {
        if (!(element instanceof HTMLElement) || !element.checkVisibility()) continue;
        const { right, height: high } = element.getBoundingClientRect();
        const [id, what] = [element.closest('[id]')?.id ?? '', element.className.split(' ')[0] || element.localName];
        // Of what is too wide, the innermost is to blame.
        if (right > edge && ![...element.children].some(isWide))
          found.push({ what, id, by: `${((right - edge) * MM).toFixed(1)} mm too wide` });
        const isWhole = element.matches('.figure, .twin-one, .eq, .short, tr');
        if (isWhole && high * MM > height)
          found.push({ what, id, by: `${(high * MM - height).toFixed(1)} mm too high` });
      }
      return found;
    },
    { width: sheet.width - sheet.inner - sheet.outer, height: sheet.height - sheet.top - sheet.bottom },
  );
}
