// The figure that listens, as a reader uses it: it is silent until it is asked to sound; a late drum is heard as a drum, a bell
// in noise is not; the stretch that is taken apart is moved by keys.
import type { Locator } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open } from './reading.ts';
import { expect, test } from './test.ts';

const challenge = (figure: Locator, goal: RegExp) => figure.locator('.challenge.done').filter({ hasText: goal });

test('a sound is seen, moved, drowned, and heard only on request', async ({ page }) => {
  await page.addInitScript(() => {
    const Original = AudioContext;
    let made = 0;
    class Counted extends Original {
      constructor() {
        super();
        made++;
      }
    }
    Object.assign(window, { AudioContext: Counted, madeContexts: () => made });
  });
  const made = () => page.evaluate(() => (window as unknown as { madeContexts: () => number }).madeContexts());
  await open(page, embed('listen'));
  const figure = figureOn(page, 'listen');
  const say = figure.locator('.say').first();
  await expect(say).toContainText('The network hears a rising whistle');

  const stretch = figure.getByRole('slider', { name: 'stretch' }).first();
  for (let i = 0; i < 4; i++) await stretch.press('ArrowRight');
  await expect(challenge(figure, /above 2,000/)).toHaveCount(1);

  await figure.getByRole('combobox', { name: 'Sound' }).selectOption({ label: 'Drum' });
  await figure.getByRole('slider', { name: 'begins after' }).press('End');
  await expect(say).toContainText('The network hears a drum');
  await expect(challenge(figure, /quarter of a second late/)).toHaveCount(1);

  await figure.getByRole('slider', { name: 'begins after' }).press('Home');
  await figure.getByRole('combobox', { name: 'Sound' }).selectOption({ label: 'Bell' });
  await expect(say).toContainText('The network hears a bell');
  await figure.getByRole('slider', { name: 'noise behind it' }).press('End');
  await expect(say).not.toContainText('The network hears a bell');
  await expect(challenge(figure, /Drown/)).toHaveCount(1);

  expect(await made()).toBe(0);
  await figure.getByRole('button', { name: 'Hear it' }).click();
  await expect.poll(made).toBe(1);
});
