// The reader's own palette (forced colours): drawings keep theirs, and controls, words and marks stay readable around them.
import { faults } from './faults.ts';
import { embed, figures } from './pages.ts';
import { figureOn, open } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} palette`, () => {
    test.use({ colorScheme, contextOptions: { forcedColors: 'active' } });

    for (const id of figures) {
      test(`${id} can be used`, async ({ page }) => {
        await open(page, embed(id));
        expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
        expect(await faults(page)).toEqual([]);
        const stage = figureOn(page, id).locator('.stage');
        await expect(stage).toHaveCSS('forced-color-adjust', 'none');
      });
    }
  });
}
