// The first page of a first visit: painted in stand-ins, then in the typefaces, which from then on come with the page. Nothing may
// move when they do, on a phone above all, where a line more pushes everything down.
import type { Page } from '@playwright/test';
import { wholeBrowser } from '../../scripts/browser.mjs';
import { chapters } from './pages.ts';
import { expect, test } from './test.ts';

// In the whole browser: the headless shell sets letters otherwise, and there three chapters move by up to 0.13. The stand-ins of
// this machine have the metrics of Arial and Times; those for Android are not tested here.
test.use({ firstVisit: true, viewport: { width: 412, height: 823 }, launchOptions: wholeBrowser() });

const faces = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts]
      .filter(({ status }) => status === 'loaded')
      .map(({ family }) => family.replaceAll('"', ''));
  });

/** How far things have moved since the page began, as the browser counts it: 0 is nothing, 0.1 is noticeable. */
const moved = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) sum += (shift as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );

for (const chapter of chapters)
  test(`${chapter} stays where it is when the typefaces come`, async ({ page }) => {
    await page.goto(chapter);
    await expect.poll(() => faces(page)).toEqual(expect.arrayContaining(['Archivo', 'Source Serif 4']));
    expect(await moved(page)).toBeLessThanOrEqual(0.02);
  });

test('the second page has the typefaces from the start', async ({ page }) => {
  await page.goto(chapters[0]);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('small-nets:typefaces'))).toBe('here');
  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => {
      const sheet = document.querySelector<HTMLLinkElement>('#typefaces');
      document.documentElement.dataset.begins = sheet?.media;
    }),
  );
  await page.goto(chapters[1]);
  await expect(page.locator('html')).toHaveAttribute('data-begins', 'all');
});

test('without storage every page begins in stand-ins, and gets the typefaces', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(chapters[0]);
  await expect.poll(() => faces(page)).toContain('Archivo');
});
