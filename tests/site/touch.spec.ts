// A finger on a phone: what it presses is large enough on every page; every figure can be dragged, by a handle in its plot or
// by a slider, and a slider stays under the finger meanwhile, whatever the sentence above it does.
import type { ElementHandle, Page } from '@playwright/test';
import { wholeBrowser } from '../../scripts/browser.mjs';
import { embed, figures, pages } from './pages.ts';
import { figureOn, open, readingOf, slidersOf } from './reading.ts';
import { small } from './targets.ts';
import { expect, test } from './test.ts';

// In the whole browser, as on a phone: the shell holds a page in its place in another way while a sentence above gets longer.
test.use({ launchOptions: wholeBrowser() });
test.use({ reuseContext: true, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

interface Place {
  x: number;
  y: number;
}

async function drag(page: Page, from: Place, by: Place) {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: from.x + by.x * share, y: from.y + by.y * share }],
    });
  await touch('touchStart', 0);
  for (const share of [0.1, 0.3, 0.6, 1]) await touch('touchMove', share);
  await touch('touchEnd', 1);
}

const figureOf = new Map(figures.map((id) => [embed(id), id]));

for (const address of pages) {
  test(`${address} suits a finger`, async ({ page }) => {
    await open(page, address);
    await test.step('no target under 44 px', () => expect.soft.poll(() => small(page, 44), 'targets').toEqual([]));
    const id = figureOf.get(address);
    if (!id) return;
    await test.step('what slides follows a finger', async () => {
      const sliders = (await slidersOf(figureOn(page, id)).elementHandles()) as ElementHandle<Element>[];
      for (const slider of sliders) {
        if (!(await slider.isVisible())) continue; // a line that has left the plot has taken its handles along
        await slider.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
        const box = (await slider.boundingBox())!; // visible, so it has one
        const native = await slider.evaluate((one) => (one instanceof HTMLInputElement ? Number(one.value) : NaN));
        const at = Number.isNaN(native) ? 0.5 : (22 + native * (box.width - 44)) / box.width;
        const from = { x: box.x + box.width * at, y: box.y + box.height / 2 };
        const reading = await readingOf(slider);
        const aside = from.x > 180 ? -40 : 40;
        await drag(page, from, { x: aside, y: Number.isNaN(native) ? -30 : 0 });
        expect(await readingOf(slider), await slider.evaluate((one) => one.outerHTML.slice(0, 120))).not.toBe(reading);
        if (!Number.isNaN(native))
          expect((await slider.boundingBox())?.y, 'it stays under the finger').toBeCloseTo(box.y, 0);
      }
    });
  });
}
