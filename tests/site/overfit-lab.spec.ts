// The sealed test set of both laboratories: it waits for a training, is opened once, tells honestly of the setting it was opened
// at and is spent at any other; undoing, resetting and coming back by a link do not seal it again, but new points do.
import type { Locator } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const testSet = (figure: Locator) => figure.getByRole('group', { name: 'Test set' });
const opener = (figure: Locator) => figure.getByRole('button', { name: 'Open it' });
const score = async (figure: Locator) => Number(/test loss (\d\.\d+)/.exec(await testSet(figure).innerText())?.[1]);

test('the test set of the curve is opened once, and spent by turning a knob', async ({ page }) => {
  await open(page, embed('overfit-lab'));
  const lab = figureOn(page, 'overfit-lab');
  const drawer = lab.locator('summary', { hasText: 'Points and networks' });
  await drawer.click();
  const neurons = lab.getByRole('slider', { name: 'neurons a layer' });
  const stop = lab.getByRole('switch', { name: /Early stopping/ });
  await neurons.press('ArrowLeft');
  await expect(opener(lab)).toBeDisabled();
  await neurons.press('ArrowRight');
  await expect(testSet(lab)).not.toContainText('test loss');
  await opener(lab).click();
  await expect(testSet(lab)).toContainText('Opened: test loss');
  const first = await score(lab);
  await stop.click();
  await expect(testSet(lab)).toContainText('Spent: test loss');
  expect(await score(lab)).toBeLessThan(first / 2);
  await stop.click();
  await expect(testSet(lab)).toContainText('Opened: test loss');
  expect(await score(lab)).toBe(first);

  await expect(page).toHaveURL(/opened=/);
  await page.reload();
  await open(page, page.url());
  await expect(testSet(lab)).toContainText('Opened: test loss');
  await drawer.click();
  await lab.getByRole('button', { name: 'Throw again' }).click();
  await expect(testSet(lab)).toContainText('sealed');
});

test('undo and reset do not seal a test set that was seen', async ({ page }) => {
  await open(page, embed('few-digits'));
  const lab = figureOn(page, 'few-digits');
  await opener(lab).click();
  await expect(testSet(lab)).toContainText('Opened:');
  for (const name of ['Undo', 'Reset']) {
    await lab.getByRole('button', { name }).click();
    await expect(testSet(lab)).toContainText('Spent:');
    await expect(opener(lab)).toHaveCount(0);
  }
  await lab.getByRole('button', { name: 'Throw again' }).click();
  await expect(testSet(lab)).toContainText('Spent');
});

test('what was trained stays when early stopping is switched on and the seal is broken', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, `${embed('overfit-lab')}?v=1&overfit-lab.seed=2`);
  const lab = figureOn(page, 'overfit-lab');
  const say = lab.locator('.say').first();
  await runOf(lab).click();
  await expect(say).toContainText('After 2000 steps', { timeout: 60_000 });
  await lab.getByRole('switch', { name: /Early stopping/ }).click();
  await expect(say).toContainText('After 2000 steps, early stopping keeps');
  await opener(lab).click();
  await expect(testSet(lab)).toContainText('Opened: test loss');
  await expect(say).toContainText('After 2000 steps');
});
