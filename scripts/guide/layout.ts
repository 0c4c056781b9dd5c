// What a pass changes in the page, told by the map of the pass before: numbers of pages, blank leaves before chapters, and
// figures that would leave a gap above them. The functions run inside Chromium; they know ids and places, not PDF.
import type { Page } from '@playwright/test';
import type { PageMap, Place } from './map.ts';
import { POINTS } from './paper.ts';
import type { Sheet } from './paper.ts';

type Places = Record<string, Place>;

/** Gaps below this many points are let be. */
const GAP = 40;

/** A drawing is set no smaller than this share of its width to fit a page. */
const SMALLEST = 0.82;

/** As many figures of a chapter are changed in one pass. */
const AT_ONCE = 3;

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
    // A reference says its page when the other is not in sight; whether it does is settled once, so that the lines stand still.
    for (const link of document.querySelectorAll<HTMLElement>('[data-page-of]')) {
      const id = link.dataset.pageOf ?? '';
      const own = link.closest('[id]:not(.term, .cite)')?.id ?? '';
      link.dataset.far ??= String(!known[own] || Math.abs(pageOf(id) - pageOf(own)) > 1);
      if (link.dataset.far !== 'true') continue;
      let said = link.querySelector('.on-page');
      if (!said) {
        said = document.createElement('span');
        said.className = 'on-page';
        link.append(said);
      }
      said.textContent = ` on page\u00a0${pageOf(id)}`;
    }
  }, Object.fromEntries(places));
}

/**
 * A figure that did not fit has left a gap on the page before it. Where little is wanting small multiples get smaller, once;
 * else what follows is moved up to fill the gap, into the next section if need be. Returns how many figures were changed.
 */
export async function fillGaps(page: Page, { places }: PageMap, sheet: Sheet): Promise<number> {
  const bottom = (sheet.height - sheet.top - sheet.bottom) * POINTS;
  return page.evaluate(
    ({ known, bottom, least, smallest, most }) => {
      const POINTS_A_PIXEL = 0.75;
      const FIGURES = 'figure.figure, .twin, figure.chart';
      const heightOf = (block: Element) => block.getBoundingClientRect().height * POINTS_A_PIXEL;

      /** The next block of the text, over the end of a section; the end matter of a chapter stays where it is. */
      const following = (block: Element): Element | null => {
        if (block.nextElementSibling) return block.nextElementSibling;
        const section = block.parentElement?.matches('section') ? block.parentElement.nextElementSibling : null;
        return section?.matches('section:not(.ending, .short)') ? section.firstElementChild : null;
      };

      /** Draws small multiples as much smaller as would fit the gap, if that is not much; a figure would arrange itself anew. */
      const shrink = (figure: HTMLElement, gap: number): boolean => {
        if (!figure.matches('.twin')) return false;
        const stages = [...figure.querySelectorAll<HTMLElement>('.stage')];
        const rows = new Map(stages.map((stage) => [Math.round(stage.getBoundingClientRect().top), 0]));
        for (const stage of stages) {
          const top = Math.round(stage.getBoundingClientRect().top);
          rows.set(top, Math.max(rows.get(top) ?? 0, heightOf(stage)));
        }
        const drawn = [...rows.values()].reduce((sum, height) => sum + height, 0);
        // Ten points more, for the margins above and below.
        const scale = 1 - (heightOf(figure) + 10 - gap) / drawn;
        if (figure.dataset.scale || !(scale >= smallest && scale <= 1)) return false;
        figure.dataset.scale = scale.toFixed(3);
        for (const stage of stages) stage.style.maxWidth = `${Math.floor(scale * 100)}%`;
        return true;
      };

      /** The last block that may come before the figure, so that the page is filled. */
      const lastBefore = (group: readonly Element[], room: number): Element | undefined => {
        // Margins are not counted; a figure nearly as high as a page has no room for a line that runs over.
        let gap = heightOf(group[0]) > 0.75 * bottom ? room - 2 * least : room;
        let last: Element | undefined;
        for (let next = following(group[group.length - 1]); next && gap > 0; next = following(next)) {
          if (next.matches('h2, h3')) {
            // A heading needs lines of its text below it.
            if (gap < heightOf(next) + 3 * least) break;
          } else if (!next.matches('p, ul, ol')) {
            if (!next.matches('.eq, .tabled, .block:not(.predict)') || heightOf(next) > gap) break;
          }
          // What runs on over the page must leave the figure its room there.
          if (heightOf(next) > gap && heightOf(next) - gap + heightOf(group[0]) + 10 > bottom) break;
          gap -= heightOf(next);
          if (!next.matches('h2, h3')) last = next;
        }
        return last;
      };

      // A change moves what comes after it in its chapter, so that only the first gaps are known for sure.
      const changed = new Map<Element, number>();
      for (const figure of document.querySelectorAll<HTMLElement>(FIGURES)) {
        const chapter = figure.closest('article');
        if (!chapter) continue;
        const soFar = changed.get(chapter) ?? 0;
        if (soFar >= most) continue;
        const before = figure.previousElementSibling;
        const [above, own] = [known[before?.id ?? ''], known[figure.id]];
        if (!before || !above || !own || own.page <= above.page) continue;
        // Where notes alone run on over a whole page, that page is to be filled as well.
        const between = (own.page - above.page - 1) * bottom;
        const gap = between + bottom - (above.top + heightOf(before));
        if (gap < least || (gap > bottom && !between)) continue;
        if (!between && shrink(figure, heightOf(figure) > bottom ? bottom : gap)) {
          changed.set(chapter, soFar + 1);
          continue;
        }
        const group: Element[] = [figure];
        if (figure.matches('figure') && figure.nextElementSibling?.matches('.twin'))
          group.push(figure.nextElementSibling);
        const last = lastBefore(group, gap);
        if (!last) continue;
        last.after(...group);
        changed.set(chapter, soFar + 1);
      }
      // Chromium may break a box that asks to stay whole.
      for (const box of document.querySelectorAll<HTMLElement>('.short')) {
        const place = known[box.id];
        const chapter = box.closest('article');
        if (!place || !chapter || box.style.breakBefore || place.top + heightOf(box) <= bottom) continue;
        box.style.breakBefore = 'page';
        changed.set(chapter, (changed.get(chapter) ?? 0) + 1);
      }
      return [...changed.values()].reduce((sum, each) => sum + each, 0);
    },
    { known: Object.fromEntries(places), bottom, least: GAP, smallest: SMALLEST, most: AT_ONCE },
  );
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
