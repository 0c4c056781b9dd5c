// Who asked for less motion gets none; whatever moves for longer than two seconds can be paused.
import { embed, figures } from './pages.ts';
import { figureOn, open, picture } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

for (const id of figures) {
  test(`${id} moves on its own only with a Pause beside it`, async ({ page }) => {
    await open(page, embed(id));
    await page.waitForTimeout(2200);
    const figure = figureOn(page, id);
    const before = await picture(figure);
    await page.waitForTimeout(500);
    if ((await picture(figure)) !== before) await expect(figure.getByRole('button', { name: 'Pause' })).toBeVisible();
  });

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
