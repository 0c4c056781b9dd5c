// Every page at rest, opened once: what can be pressed is large enough for a mouse; no rule that axe can test is broken, in
// light and dark, on a phone and a laptop; nothing sticks out; and no figure moves for longer than two seconds without a Pause
// beside it. Pages in use are looked at again by the specs that use them.
import { embed, figures, pages } from './pages.ts';
import { faults } from './faults.ts';
import { cutOff } from './layout.ts';
import { figureOn, open, picture } from './reading.ts';
import { small } from './targets.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

const widths = [320, 1280];
const usual = { width: 1280, height: 720 };
const figureOf = new Map(figures.map((id) => [embed(id), id]));

for (const address of pages) {
  test(`${address} at rest: axe, targets, room, motion`, async ({ page }) => {
    test.slow();
    await open(page, address);
    const opened = performance.now();
    await test.step('no target under 24 px', () => expect.soft.poll(() => small(page, 24), 'targets').toEqual([]));
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await test.step(`axe at ${width} px, ${colorScheme}`, async () =>
          expect.soft(await faults(page), `axe, ${width} px, ${colorScheme}`).toEqual([]));
      }
      await test.step(`room at ${width} px`, async () =>
        expect.soft(await cutOff(page), `sticks out, ${width} px`).toEqual([]));
    }
    const id = figureOf.get(address);
    if (!id) return;
    await test.step('moves on its own only with a Pause beside it', async () => {
      await page.setViewportSize(usual);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.waitForTimeout(Math.max(300, 2200 - (performance.now() - opened)));
      const figure = figureOn(page, id);
      const before = await picture(figure);
      await page.waitForTimeout(500);
      if ((await picture(figure)) !== before) await expect(figure.getByRole('button', { name: 'Pause' })).toBeVisible();
    });
  });
}
