// The reader's own palette (forced colours): drawings keep theirs, and controls, words and marks stay readable around them.
import { faults } from './faults.ts';
import { embed, figures } from './pages.ts';
import { figureOn, open } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ colorScheme: 'light', contextOptions: { forcedColors: 'active' } });

for (const id of figures) {
  test(`${id} can be used in a palette of the reader's own`, async ({ page }) => {
    await open(page, embed(id));
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    await expect(figureOn(page, id).locator('.stage')).toHaveCSS('forced-color-adjust', 'none');
    expect(await faults(page), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await faults(page, 'of colours'), 'dark').toEqual([]);
  });
}
