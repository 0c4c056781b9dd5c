// What a page weighs before the reader touches anything, gzipped, as the browser really asks for it.
import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { chapters, dist, embed, figures, root } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const budget = { html: 60, css: 25, js: 45 };
/**
 * Everything that a figure's own page loads, its worker included, once it is awake and has run. One that trains loads the
 * engine's programs, in the worker. One that trains on pictures with the fast kernels loads those there, too: at most 16 kB, and the
 * operations on pictures, which dense networks do without. The bench is a workshop with many tools in one page, and has a
 * bound of its own.
 */
const figureBudget = { js: 80, training: 84, fast: 110, playground: 102 };

const kindOf = (type: string) =>
  /html/.test(type) ? 'html' : /css/.test(type) ? 'css' : /javascript/.test(type) ? 'js' : 'other';

/** Collects the kilobytes of every response from now on, by kind. */
function weigh(page: Page) {
  const arriving: Promise<{ kind: string; kilobytes: number; fast: boolean }>[] = [];
  page.on('response', (response) => {
    if (response.status() !== 200) return;
    const weight = async () => ({
      kind: kindOf(response.headers()['content-type'] ?? ''),
      kilobytes: gzipSync(await response.body(), { level: 9 }).length / 1024,
      fast: /\/(fast|machine)-[^/]*\.js$/.test(response.url()),
    });
    arriving.push(weight().catch(() => ({ kind: 'other', kilobytes: 0, fast: false })));
  });
  return async () => {
    const totals = { html: 0, css: 0, js: 0, fast: 0, other: 0 };
    for (const { kind, kilobytes, fast } of await Promise.all(arriving)) {
      totals[kind as keyof typeof totals] += kilobytes;
      if (fast) totals.fast += kilobytes;
    }
    return totals;
  };
}

for (const chapter of chapters) {
  test(`${chapter} is light before any interaction`, async ({ page }) => {
    const weight = weigh(page);
    await page.goto(chapter, { waitUntil: 'networkidle' });
    const { html, css, js, other } = await weight();
    console.log(
      `${chapter} html ${html.toFixed(1)}, css ${css.toFixed(1)}, js ${js.toFixed(1)}, other ${other.toFixed(1)} kB`,
    );
    expect(html).toBeLessThanOrEqual(budget.html);
    expect(css).toBeLessThanOrEqual(budget.css);
    expect(js).toBeLessThanOrEqual(budget.js);
  });
}

for (const figure of figures) {
  test(`figure ${figure} stays within its weight once it runs`, async ({ page }) => {
    const weight = weigh(page);
    await open(page, embed(figure));
    const run = runOf(figureOn(page, figure));
    if (await run.isVisible()) await run.click();
    await page.waitForLoadState('networkidle');
    const { js, fast, other } = await weight();
    console.log(`${figure} js ${js.toFixed(1)}, other ${other.toFixed(1)} kB`);
    const training = fast > 0 ? 'fast' : 'training';
    const kind = figure === 'playground' ? figure : page.workers().length ? training : 'js';
    expect(fast).toBeLessThanOrEqual(16);
    expect(js).toBeLessThanOrEqual(figureBudget[kind]);
  });
}

test('Observable Plot draws at build and is in no script', () => {
  const plot = /missing scale: /; // an error message of Plot's, which no minifier takes away
  expect(plot.test(readFileSync(`${root}node_modules/@observablehq/plot/dist/plot.umd.min.js`, 'utf8'))).toBe(true);
  const scripts = globSync('**/*.js', { cwd: dist });
  expect(scripts.length).toBeGreaterThan(5);
  expect(scripts.filter((script) => plot.test(readFileSync(dist + script, 'utf8')))).toEqual([]);
});
