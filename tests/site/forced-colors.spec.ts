// The reader's own palette (forced colours): drawings keep theirs, and controls, words and marks stay readable around them.
import { faults } from './faults.ts';
import { embed, figures } from './pages.ts';
import { figureOn, open } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true, contextOptions: { forcedColors: 'active' } }); // see test.ts

for (const id of figures) {
  test(`${id} can be used in the reader's own palette`, async ({ page }) => {
    await open(page, embed(id));
    for (const colorScheme of ['light', 'dark'] as const) {
      await test.step(`${colorScheme} palette`, async () => {
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
        expect.soft(await faults(page), colorScheme).toEqual([]);
        const stage = figureOn(page, id).locator('.stage');
        await expect.soft(stage, colorScheme).toHaveCSS('forced-color-adjust', 'none');
      });
    }
  });
}
