// Chapter 5, as its text asks the reader to do it: the line brought to its least loss, the price of being sure, the formula
// broken and mended, and the two teachers' race, whose result is asked for over five throws.
import type { Locator, Page } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const chapter = '/chapters/loss/';
const sentence = (figure: Locator) => figure.locator('.say').first();
const slider = (figure: Locator, name: string) => figure.getByRole('slider', { name });
/** Types a number into a knob's field. */
async function set(figure: Locator, knob: string, value: string): Promise<void> {
  const field = figure.getByRole('textbox', { name: `${knob}, number`, exact: true });
  await field.fill(value);
  await field.press('Enter');
}
const choose = (figure: Locator, name: string) => figure.getByText(name, { exact: true }).click();
const done = (figure: Locator) => figure.getByText(/\d of 2 done/);

async function lossOf(figure: Locator): Promise<number> {
  const text = await sentence(figure).innerText();
  return Number(/(?:the loss, is|=)\s(\d+(?:\.\d+)?)/.exec(text)?.[1]);
}

/** Drags a handle by so many pixels. */
async function drag(page: Page, handle: Locator, dx: number, dy: number): Promise<void> {
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.locator('.handle-disc').boundingBox();
  if (!box) throw new Error('the handle is not to be seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up();
}

test('the line: its squares shrink under the hand, and its least loss is found by eye', async ({ page }) => {
  await open(page, chapter);
  await page.locator('#predict-bowl .pick').nth(1).click();
  await page.locator('#predict-bowl [data-compare]').click();
  await expect(page.locator('#predict-bowl .outcome')).toContainText('Yes, B.');

  const figure = figureOn(page, 'fit-a-line');
  const start = await lossOf(figure);
  await drag(page, slider(figure, 'right end of the line, ink below'), 0, -60);
  expect(await lossOf(figure)).toBeLessThan(start);
  await drag(page, slider(figure, 'place on the map'), 0, 40);
  expect(await lossOf(figure)).toBeLessThan(start);

  await set(figure, 'weight (tilt)', '0');
  await set(figure, 'bias (height)', '55');
  await expect(done(figure)).toHaveText('1 of 2 done');
  await set(figure, 'weight (tilt)', '1');
  await expect(sentence(figure)).toContainText('within 1 %');
  await expect(done(figure)).toHaveText('2 of 2 done');
  expect(await lossOf(figure)).toBeLessThan(start / 4);
});

test('being sure and wrong is dear, being sure and right is cheap, and only differences count', async ({ page }) => {
  await open(page, chapter);
  const figure = figureOn(page, 'confidence-cost');
  expect(await lossOf(figure)).toBeGreaterThan(2 * Math.log(3));
  await choose(figure, 'a cat');
  await expect.poll(() => lossOf(figure)).toBeLessThan(0.1);
  await choose(figure, 'a dog');
  for (const name of ['logit of cat', 'logit of owl']) await slider(figure, name).press('Home');
  await expect.poll(() => lossOf(figure)).toBeLessThan(0.1);
  await expect(done(figure)).toHaveText('1 of 2 done');
});

test('added to all logits, 100 breaks the formula as written; with the largest off first nothing has changed', async ({
  page,
}) => {
  await open(page, chapter);
  const figure = figureOn(page, 'confidence-cost');
  const before = await lossOf(figure);
  await page.getByRole('link', { name: /Cause it/ }).click();
  await expect(figure.locator('.tape')).toContainText('Not a number');
  await expect(figure.locator('.ways')).toContainText('inf');
  await expect(figure.locator('.ways')).toContainText('nan');
  await figure.getByRole('button', { name: 'Take the largest off first' }).click();
  await expect(figure.locator('.tape')).toHaveCount(0);
  expect(await lossOf(figure)).toBeCloseTo(before, 2);
  await set(figure, 'added to all three logits', '-120');
  expect(await lossOf(figure)).toBeCloseTo(before, 2);
  await choose(figure, 'As written');
  await expect(figure.locator('.tape')).toContainText('0 was divided by 0');
});

for (const seed of [1, 2, 3, 4, 5])
  test(`throw ${seed}: cross-entropy recovers within 25 steps, squared error needs over 200`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, `${embed('which-loss')}?v=1&which-loss.seed=${seed}`);
    const figure = figureOn(page, 'which-loss');
    await expect(sentence(figure)).toContainText('128 of 256');
    await runOf(figure).click();
    await expect(sentence(figure)).toContainText('After 320 steps', { timeout: 60_000 });
    const text = await sentence(figure).innerText();
    const [ce, se] = [...text.matchAll(/since step (\d+)/g)].map(([, step]) => Number(step));
    expect(ce).toBeLessThanOrEqual(25);
    expect(se).toBeGreaterThan(200);
  });

test('from a bias of 0 there is nothing to choose between the two', async ({ page }) => {
  await open(page, chapter);
  const figure = figureOn(page, 'which-loss');
  await page.getByRole('link', { name: 'From a bias of 0' }).click();
  await expect(sentence(figure)).toContainText('bias of 0.0');
  await runOf(figure).click();
  await expect(done(figure)).toHaveText('1 of 2 done');
});
