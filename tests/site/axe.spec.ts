// No page breaks a rule that axe can test, at rest, in light and dark, on a phone and a laptop; and nothing on it sticks
// out. Pages in use are looked at again by the specs that use them.
import { pages } from './pages.ts';
import { faults } from './faults.ts';
import { cutOff } from './layout.ts';
import { open } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

const widths = [320, 1280];

for (const page of pages) {
  test(`axe finds nothing on ${page}`, async ({ page: tab }) => {
    test.slow();
    await open(tab, page);
    for (const width of widths) {
      await tab.setViewportSize({ width, height: 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.emulateMedia({ colorScheme });
        expect.soft(await faults(tab), `${width} px, ${colorScheme}`).toEqual([]);
      }
      expect.soft(await cutOff(tab), `${width} px`).toEqual([]);
    }
  });
}
