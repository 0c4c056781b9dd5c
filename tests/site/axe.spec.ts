// No page breaks a rule that axe can test: at rest, in light and dark, on a phone and a laptop. What happens to a page when
// it is used is looked at again in the specs that use it, through `faults`.
import { pages } from './pages.ts';
import { faults } from './faults.ts';
import { open } from './reading.ts';
import { expect, test } from './test.ts';

const widths = [320, 1280];

for (const page of pages) {
  test(`axe finds nothing on ${page}`, async ({ page: tab }) => {
    test.slow();
    await open(tab, page);
    for (const width of widths) {
      await tab.setViewportSize({ width, height: 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.emulateMedia({ colorScheme });
        expect(await faults(tab), `${width} px, ${colorScheme}`).toEqual([]);
      }
      const overflow = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `sideways scroll at ${width} px`).toBe(0);
    }
  });
}
