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
 * engine's programs, in the worker. The networks of chapters 12 to 14 load the fast kernels as well, 15.6 kB, and the operations on
 * pictures or sequences, up to 4 kB. The bench is a workshop with many tools in one page, and has a bound of its own.
 */
const figureBudget = { js: 80, training: 80, kernels: 100, playground: 88 };
const withKernels = ['cnn-live', 'forecast', 'memory-span', 'name-maker', 'reach', 'tiny-gpt', 'translate-a-little'];

const kindOf = (type: string) =>
  /html/.test(type) ? 'html' : /css/.test(type) ? 'css' : /javascript/.test(type) ? 'js' : 'other';

/** Collects the kilobytes of every file from now on, by kind: what the worker shares with the page comes once. */
function weigh(page: Page) {
  const arriving: Promise<{ kind: string; kilobytes: number }>[] = [];
  const known = new Set<string>();
  page.on('response', (response) => {
    if (response.status() !== 200 || known.has(response.url())) return;
    known.add(response.url());
    const weight = async () => ({
      kind: kindOf(response.headers()['content-type'] ?? ''),
      kilobytes: gzipSync(await response.body(), { level: 9 }).length / 1024,
    });
    arriving.push(weight().catch(() => ({ kind: 'other', kilobytes: 0 })));
  });
  return async () => {
    const totals = { html: 0, css: 0, js: 0, other: 0 };
    for (const { kind, kilobytes } of await Promise.all(arriving)) totals[kind as keyof typeof totals] += kilobytes;
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
    const { js, other } = await weight();
    console.log(`${figure} js ${js.toFixed(1)}, other ${other.toFixed(1)} kB`);
    const usual = page.workers().length ? 'training' : 'js';
    const kind = figure === 'playground' ? figure : withKernels.includes(figure) ? 'kernels' : usual;
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

test('no script waits for one that waits for it', () => {
  const scripts = globSync('_astro/*.js', { cwd: dist });
  expect(scripts.length).toBeGreaterThan(50);
  const asks = new Map(
    scripts.map((script) => {
      const imports = readFileSync(dist + script, 'utf8').matchAll(/(?:from|import)\s*["']\.\/([\w.$-]+\.js)["']/g);
      return [script, [...imports].map(([, file]) => `_astro/${file}`)];
    }),
  );
  expect([...asks.values()].flat().length).toBeGreaterThan(200);
  const settled = new Set<string>();
  const circles: string[] = [];
  const visit = (script: string, way: readonly string[]) => {
    if (way.includes(script)) circles.push([...way.slice(way.indexOf(script)), script].join(' → '));
    if (settled.has(script) || way.includes(script)) return;
    for (const next of asks.get(script) ?? []) visit(next, [...way, script]);
    settled.add(script);
  };
  for (const script of scripts) visit(script, []);
  expect(circles).toEqual([]);
});
