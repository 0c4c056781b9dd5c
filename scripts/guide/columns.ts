// A rehearsal of the pages on the screen: each chapter is laid in columns as large as a page's text area, which Chromium breaks by
// the same rules as pages, so that a figure can be tried in many places without printing. Knows the document, not what is good.
import type { Page } from '@playwright/test';
import type { Sheet } from './paper.ts';

/** A block of text, before or after which figures may stand. */
interface Still {
  section: number;
  /** A figure may follow it. */
  open: boolean;
  /** No figure is carried past it: it speaks of the next one, or is the end of the chapter. */
  bars: boolean;
}

/** A figure or its small multiples, and the place among the stills that the author gave it. */
interface Floating {
  home: number;
  isTwin: boolean;
}

export interface Inventory {
  stills: Still[];
  floating: Floating[];
}

/** A piece of a block: its page within the chapter, from 0, and where it begins and ends, in shares of the page's height. */
export type Piece = readonly [page: number, top: number, bottom: number];

/** Where everything stands, if figures stand after these stills. */
export interface Rehearsal {
  stills: Piece[][];
  floating: Piece[][];
}

const GAP = 20;

/** Lays chapters in columns for as long as `work` lasts. */
export async function inColumns<T>(page: Page, sheet: Sheet, work: () => Promise<T>): Promise<T> {
  const [width, height] = [sheet.width - sheet.inner - sheet.outer, sheet.height - sheet.top - sheet.bottom];
  const style = await page.addStyleTag({
    content: `body > article { columns: ${width}mm auto !important; column-gap: ${GAP}mm !important; column-fill: auto !important;
        box-sizing: border-box; width: ${width}mm; height: ${height}mm !important; contain: layout }
      [data-new-page] { break-before: column !important }`,
  });
  const result = await work();
  await page.evaluate(() => {
    for (const article of document.querySelectorAll('body > article')) article.removeAttribute('style');
  });
  await style.evaluate((element) => element.parentNode?.removeChild(element));
  return result;
}

/** What the chapters consist of; figures are counted in their order. */
export async function takeInventory(page: Page): Promise<Inventory[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body > article')].map((article) => {
      const stills: Still[] = [];
      const floating: Floating[] = [];
      const blocks = [...article.querySelectorAll<HTMLElement>(':scope > :not(section), :scope > section > *')];
      const isFloating = (block: Element) => block.matches('figure.figure, .twin, figure.chart');
      const texts = blocks.filter((block) => !isFloating(block));
      for (const block of blocks) {
        if (isFloating(block)) {
          block.dataset.home ??= String(stills.length - 1);
          floating.push({ home: Number(block.dataset.home), isTwin: block.matches('.twin') });
          continue;
        }
        block.dataset.still = '';
        const words = block.textContent.trim();
        const next = texts.at(stills.length + 1);
        const leadsOn = next?.matches('.eq, ul, ol, .tabled') || /^\p{Ll}/u.test(next?.textContent.trim() ?? '');
        stills.push({
          section: block.parentElement === article ? -1 : [...article.children].indexOf(block.parentElement ?? block),
          open:
            !block.matches('h1, h2, h3, .opener, .predict') &&
            !leadsOn &&
            (!block.matches('p') || /[.!?”)\]\d]$/.test(words)),
          bars:
            block.matches('.predict') ||
            block.closest('.ending, .short') !== null ||
            /\b(?:next|last|previous) figure\b|\bfigure (?:above|below)\b/i.test(words),
        });
      }
      return { stills, floating };
    }),
  );
}

/**
 * Tries places for the figures of a chapter, one set after another, and tells what each makes of its pages; the last one stays.
 * A fresh try takes longer and is as the print will be: else Chromium may keep lines and notes where an earlier try had them.
 */
export async function rehearse(
  page: Page,
  chapter: number,
  places: readonly number[][],
  isFresh = false,
): Promise<Rehearsal[]> {
  return page.evaluate(
    ({ chapter, places, isFresh, gap }) => {
      const article = document.querySelectorAll<HTMLElement>('body > article')[chapter];
      const stills = [...article.querySelectorAll('[data-still]')];
      const floating = [...article.querySelectorAll('[data-home]')];
      const box = article.getBoundingClientRect();
      const step = box.width + (gap / 25.4) * 96;
      const pieces = (block: Element): Piece[] =>
        [...block.getClientRects()].map((piece) => [
          Math.floor((piece.left - box.left + 2) / step),
          (piece.top - box.top) / box.height,
          (piece.bottom - box.top) / box.height,
        ]);
      return places.map((places) => {
        for (const [i, place] of places.entries()) {
          const before = i && places[i - 1] === place ? floating[i - 1] : stills[place];
          if (before.nextElementSibling !== floating[i]) before.after(floating[i]);
        }
        if (isFresh) {
          article.style.display = 'none';
          article.getBoundingClientRect();
          article.style.display = '';
        } else article.style.setProperty('width', article.style.width ? '' : 'calc(100% + 0.05px)', 'important');
        return { stills: stills.map(pieces), floating: floating.map(pieces) };
      });
    },
    { chapter, places, isFresh, gap: GAP },
  );
}

/** Lets the box “In short” of a chapter run on over a page, or keeps it whole. */
export async function letSplit(page: Page, chapter: number, mayBreak: boolean): Promise<void> {
  await page.evaluate(
    ({ chapter, mayBreak }) => {
      const box = document.querySelectorAll('body > article')[chapter].querySelector('.short');
      box?.toggleAttribute('data-splits', mayBreak);
    },
    { chapter, mayBreak },
  );
}

/**
 * A reference says its page when what it names is not in sight. Returns the chapters in which that changed; at the last a page
 * once said is said for good, so that lines come to rest.
 */
export async function settleReferences(page: Page, isLast: boolean): Promise<number[]> {
  return page.evaluate(
    ({ isLast, gap }) => {
      const changed = new Set<number>();
      const articles = [...document.querySelectorAll<HTMLElement>('body > article')];
      const pageOf = (element: Element, { left, width }: DOMRect) =>
        Math.floor((element.getClientRects()[0].left - left + 2) / (width + (gap / 25.4) * 96));
      for (const link of document.querySelectorAll<HTMLElement>('[data-page-of]')) {
        const article = link.closest('article');
        const target = document.getElementById(link.dataset.pageOf ?? '');
        let isFar = !article || !article.contains(target);
        if (article && target && !isFar) {
          const box = article.getBoundingClientRect();
          isFar = Math.abs(pageOf(link, box) - pageOf(target, box)) > 1;
        }
        const was = link.dataset.far === 'true';
        if (was === isFar || (isLast && was)) continue;
        link.dataset.far = String(isFar);
        if (article) changed.add(articles.indexOf(article));
        link.querySelector('.on-page')?.remove();
        if (!isFar) continue;
        const said = document.createElement('span');
        said.className = 'on-page';
        said.textContent = ' on page\u00a000';
        link.append(said);
      }
      return [...changed];
    },
    { isLast, gap: GAP },
  );
}
