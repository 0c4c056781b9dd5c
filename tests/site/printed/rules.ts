// The rules of the printed guide, as tests over one guide: a chapter in the ordinary run, the whole book in its own.
import { expect, test } from '../test.ts';
import { readCode } from './codes.ts';
import * as faults from './faults.ts';
import type { Guide } from './faults.ts';
import { makeGuide } from './guide.ts';
import { has, rasterOf } from './pdf.ts';
import type { PdfLink, Raster } from './pdf.ts';
import { parseHTML } from 'linkedom';

/** No page is emptier at its foot, and no larger share of pages is a quarter empty: text and figures have their sizes. */
const EMPTIEST = 0.45;
const SHORT_PAGES = 0.1;

/** A printer of an old office. */
const DOTS = 100;

export function guideRules(name: string, paper: 'a4' | 'letter', chapter?: string): void {
  test.describe(name, () => {
    test.describe.configure({ mode: 'serial', timeout: 600_000 });
    let guide: Guide;
    test.beforeAll(async () => {
      test.setTimeout(600_000);
      guide = await makeGuide(paper, chapter);
    });

    test('the pages came to rest, and every number leads where it says', () => {
      const { checked, faults: found } = faults.linkFaults(guide);
      expect(found).toEqual([]);
      expect(checked).toBeGreaterThan(chapter ? 15 : 300);
      expect(faults.idFaults(guide)).toEqual([]);
    });

    test('captions stand with their figures, chapters open right, every page bears its number, text has its size', () => {
      expect(faults.captionFaults(guide)).toEqual([]);
      expect(faults.pageFaults(guide)).toEqual([]);
    });

    test('pages are full: but for a chapter’s last, no more than one in ten is more than a quarter empty, and none half', () => {
      test.skip(!has('pdftoppm'), 'pdftoppm is not on this machine');
      const pages = faults.emptyPages(guide);
      expect(pages.length).toBeGreaterThan(chapter ? 8 : 140);
      expect(pages.filter(({ empty }) => empty > EMPTIEST)).toEqual([]);
      expect(pages.filter(({ empty }) => empty > 1 / 4).length).toBeLessThanOrEqual(pages.length * SHORT_PAGES);
    });

    test('the file is sound, tagged, titled, with its own typefaces and lines for drawings', () => {
      expect(faults.fileFaults(guide)).toEqual([]);
      expect(faults.imageFaults(guide)).toEqual([]);
      expect(guide.pdf.outline.length).toBeGreaterThan(5);
      expect(guide.pdf.outline.filter((entry) => !entry.trim())).toEqual([]);
    });

    test('every code is read from a grey print, and opens the state that stands above it', async ({ page }) => {
      test.skip(!has('pdftoppm'), 'pdftoppm is not on this machine');
      const seen = new Map<string, string>();
      for (const [i, { links }] of guide.pdf.leaves.entries()) {
        const codes = links.filter(({ to, words }) => typeof to === 'string' && /\/embed\//.test(to) && !words);
        if (!codes.length) continue;
        const raster = rasterOf(guide.file, i + 1, DOTS);
        for (const link of codes) seen.set(codeOf(raster, link, i + 1), String(link.to));
      }
      expect([...seen.keys()]).toEqual([...seen.values()]);
      const printed = statesOf(guide);
      expect([...seen.keys()].sort()).toEqual([...printed.keys()].sort());
      for (const [address, knobs] of printed) {
        const { pathname, search } = new URL(address);
        await page.goto(pathname + search);
        await expect(page.locator('.embed-figure[data-awake]')).toHaveCount(1);
        // Paper sets small digits as ordinary ones, in a smaller size.
        const live = async () => plain((await page.locator('.embed-figure .print-params').textContent()) ?? '');
        for (const knob of knobs) await expect.poll(live, { message: address }).toContain(plain(knob));
      }
    });
  });
}

const plain = (words: string) => words.normalize('NFKC');

function codeOf(raster: Raster, { box, to }: PdfLink, page: number): string {
  const said = readCode(raster, DOTS, box);
  if (said === undefined) throw new Error(`page ${page}: the code for ${to} cannot be read`);
  return said;
}

/** What each printed code stands for: its address, and the knobs printed with it, as the page words them. */
function statesOf({ typeset }: Guide): Map<string, string[]> {
  const { document } = parseHTML(typeset.html);
  const states = new Map<string, string[]>();
  for (const link of document.querySelectorAll('.scan a')) {
    const params = link.closest('.twin-one, .figure')?.querySelector('.print-params');
    const knobs = [...(params?.querySelectorAll(':scope > span') ?? [])].map((knob) => knob.textContent.trim());
    states.set(
      link.getAttribute('href') ?? '',
      knobs.map((knob) => knob.split(/\s+/).at(-1) ?? ''),
    );
  }
  return states;
}
