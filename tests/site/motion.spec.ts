// Who asked for less motion gets none. (What moves without being asked has a Pause: see axe.spec.ts.)
import { embed, figures } from './pages.ts';
import { figureOn, open, picture } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

for (const id of figures) {
  test(`${id} rests when less motion is asked for, and steps all the same`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, embed(id));
    const figure = figureOn(page, id);
    await page.waitForTimeout(300);
    const before = await picture(figure);
    await page.waitForTimeout(700);
    expect(await picture(figure)).toBe(before);
    const moving = await page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    );
    expect(moving).toBe(0);
    const start = figure.getByRole('button', { name: 'Back to the start' });
    const step = figure.getByRole('button', { name: 'Step', exact: true });
    if ((await step.count()) === 0) return;
    if (await start.isEnabled()) await start.click();
    await expect(step).toBeEnabled();
    const first = await picture(figure);
    await step.click();
    await expect.poll(() => picture(figure)).not.toBe(first);
  });
}
