// A figure's state lives in the address: a change is written, a reload keeps it, Undo and Reset take it back, and a link
// that is malformed, hostile or out of range gives a usable figure and a sentence about what was not granted.
import type { Page } from '@playwright/test';
import { embed, figures } from './pages.ts';
import { awake, figureOn, nudge, open, readingOf } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

const hostile = [
  'NaN',
  '1e999',
  '-1e999',
  '',
  '0x7',
  '1,2,3,4,5,6,7,8,9',
  '<img src=x onerror=alert(1)>',
  '__proto__',
  '\u0000',
  '9'.repeat(400),
];

/** Goes to another address of the same page, as the browser's own back and forward do. */
const travel = (page: Page, query: string) =>
  page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, query);

for (const id of figures) {
  test(`${id}: a change survives a reload; Undo and Reset take it back`, async ({ page }) => {
    await open(page, embed(id));
    const slider = await nudge(figureOn(page, id));
    test.skip(!slider, 'nothing slides in this figure');
    const name = `${id}.`;
    await expect.poll(() => new URL(page.url()).search).toContain(name);
    expect(new URL(page.url()).search).toMatch(/^\?v=\d+&/);
    const reading = await readingOf(slider!);
    await page.reload();
    await awake(page);
    expect(await readingOf(slider!)).toBe(reading);
    await nudge(figureOn(page, id));
    await figureOn(page, id).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => readingOf(slider!)).toBe(reading);
    await figureOn(page, id).getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => new URL(page.url()).search).not.toContain(name);
  });

  test(`${id}: a hostile link is granted as far as it can be, and told`, async ({ page }) => {
    await open(page, embed(id));
    const figure = figureOn(page, id);
    const knobs = await figure
      .locator('input[id], select[id]')
      .evaluateAll((inputs, start) => inputs.map((input) => input.id.slice(start.length)), `${id}-`);
    const names = [
      ...new Set([...knobs.map((name) => name.replace(/-(field|\d+)$/, '')), 'no-such-knob', '__proto__']),
    ];
    const query = (valueOf: (place: number) => string) =>
      `?v=99&${names.map((name, i) => `${encodeURIComponent(`${id}.${name}`)}=${encodeURIComponent(valueOf(i))}`).join('&')}`;
    const note = figure.locator('.figure-note');
    const bears = async () => {
      await expect(note.first()).toBeVisible();
      expect(await figure.innerText()).not.toMatch(/NaN|Infinity|undefined|\[object/);
      await expect(figure.locator('.stage').locator('svg, canvas').first()).toBeVisible();
      expect(await page.locator('img[src=x]').count()).toBe(0);
    };
    await open(page, embed(id) + query((i) => hostile[i % hostile.length])); // by arriving …
    await bears();
    for (const value of hostile) {
      await travel(page, '?'); // … and by going back and forth
      await expect(note).toHaveCount(0);
      await travel(
        page,
        query(() => value),
      );
      await bears();
    }
  });
}
