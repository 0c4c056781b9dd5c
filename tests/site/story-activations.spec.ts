// Chapter 3 as its reader lives it: merging the layers, bending one of them, pitching the tent, losing a neuron and getting
// it back, and counting layers until a nudge is gone. Each step ends where the text says that it ends.
import type { Locator, Page } from '@playwright/test';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const chapter = '/chapters/activations/';
const say = (figure: Locator) => figure.locator('.say').first();
const choose = (figure: Locator, label: string) => figure.locator('.choices').getByText(label, { exact: true }).click();
const press = async (slider: Locator, key: string, times: number) => {
  for (let i = 0; i < times; i++) await slider.press(key);
};
const solved = (page: Page, title: string) =>
  expect(page.locator('book-exercise').filter({ hasText: title })).toHaveAttribute('data-verdict', 'right');

/** Types into the number field that belongs to a slider. */
async function type(figure: Locator, label: string, value: string): Promise<void> {
  const field = figure.locator('.knob').filter({ hasText: label }).locator('input:not([type=range])');
  await field.fill(value);
  await field.press('Enter');
}

async function runToTheEnd(figure: Locator): Promise<void> {
  await runOf(figure).click();
  await expect(say(figure)).toContainText('After 400 steps', { timeout: 60_000 });
}

test.beforeEach(({ page }) => open(page, chapter));

test('layers merge without changing an output, however they are dealt; a bend ends that', async ({ page }) => {
  const figure = figureOn(page, 'linear-collapse');
  await choose(figure, 'Three');
  await expect(say(figure)).toContainText('Nothing is merged yet');
  await expect(figure.locator('table caption')).toHaveText(['Layer 1', 'Layer 2', 'Layer 3']);
  const disc = figure.getByRole('slider', { name: 'place looked at' });
  await press(disc, 'ArrowLeft', 3);
  for (const [option, words] of [
    ['Two', 'two layers'],
    ['One', 'one layer'],
  ]) {
    await choose(figure, option);
    await expect(say(figure)).toContainText(`${words}, and 81 of 81 outputs are equal to the last bit`);
    const [before, after] = await figure.locator('.outputs dd').allInnerTexts();
    expect(after).toBe(before);
  }
  for (let deal = 0; deal < 5; deal++) {
    await figure.getByRole('button', { name: 'Throw again' }).click();
    await expect(say(figure)).toContainText('81 of 81');
  }
  await choose(figure, 'First');
  await expect(say(figure)).toContainText('81 of 81 outputs are still equal');
  await choose(figure, 'Second');
  await expect(say(figure)).toContainText('There the merging fails');
  expect(await say(figure).innerText()).not.toContain('81 of 81');
});

test('between the two borders the merged layer has changed its mind', async ({ page }) => {
  const figure = figureOn(page, 'linear-collapse');
  await page.getByRole('link', { name: 'On the second' }).click();
  await expect(say(figure)).toContainText('36 of 81 outputs are equal');
  const disc = figure.getByRole('slider', { name: 'place looked at' });
  await press(disc, 'ArrowLeft', 8);
  await press(disc, 'ArrowDown', 12);
  await expect(say(figure)).toContainText('at (0, −2)');
  await solved(page, 'The price of merging');
});

test('three hinges are a tent, by hand and by learning', async ({ page }) => {
  const figure = figureOn(page, 'hinges');
  for (const [name, key, times] of [
    ['kink of the first neuron', 'ArrowRight', 4],
    ['kink of the second neuron', 'ArrowRight', 4],
    ['kink of the third neuron', 'ArrowRight', 4],
  ] as const)
    await press(figure.getByRole('slider', { name }), key, times);
  await type(figure, 'first outer weight', '1');
  await type(figure, 'second outer weight', '-2');
  await type(figure, 'third outer weight', '1');
  await expect(say(figure)).toContainText('the wanted one');
  await solved(page, 'Pitch the tent');
  await figure.getByRole('button', { name: 'Reset' }).click();
  await runToTheEnd(figure);
  await expect(say(figure)).toContainText('3 bends and is the wanted one');
});

test('a dead neuron stays where it is; a leak brings it back; learning itself can kill one', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const figure = figureOn(page, 'hinges');
  await page.getByRole('link', { name: /Cause it in/ }).click();
  await expect(say(figure)).toContainText('The third neuron is dead');
  const third = figure.getByRole('slider', { name: 'kink of the third neuron' });
  await runToTheEnd(figure);
  await expect(say(figure)).toContainText('The third neuron is dead');
  await expect(third).toHaveAttribute('aria-valuenow', '2.2');
  await choose(figure, 'Leaky ReLU');
  await runToTheEnd(figure);
  await expect(say(figure)).toContainText('3 bends');
  expect(Number(await third.getAttribute('aria-valuenow'))).toBeCloseTo(1, 1);
  await solved(page, 'Back from the dead');

  await page.getByRole('link', { name: 'Let this net learn the plateau' }).click();
  expect(await say(figure).innerText()).not.toContain('dead');
  await runToTheEnd(figure);
  await expect(say(figure)).toContainText('The third neuron is dead');
});

test('five layers of sigmoids leave less than a thousandth; a ReLU leaves all', async ({ page }) => {
  const figure = figureOn(page, 'activation-gallery');
  await type(figure, 'sum', '0');
  const layers = figure.getByRole('slider', { name: /layers/ });
  await press(layers, 'ArrowRight', 3);
  await expect(say(figure)).toContainText(/Of a small nudge at the beginning 0\.00/);
  await press(layers, 'ArrowRight', 1);
  await expect(say(figure)).toContainText('one in 1,500 is left');
  await solved(page, 'A thousandth');
  await figure.getByRole('combobox').selectOption({ label: 'ReLU' });
  await type(figure, 'sum', '2');
  await expect(say(figure)).toContainText('1.000 is left');
});
