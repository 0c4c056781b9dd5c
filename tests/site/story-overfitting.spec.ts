// Chapter 10 as it asks to be read: overfit, cause and mend outliers, hold back twenty points, read digits from a hundred, pull
// weights to zero, drop neurons, open a seal once, and walk over the peak. What is asserted is what the text claims.
import type { Locator, Page } from '@playwright/test';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const chapter = '/chapters/overfitting/';
const say = (figure: Locator) => figure.locator('.say').first();
const words = async (figure: Locator) => (await say(figure).innerText()).replace(/\s+/g, ' ');
const pick = (figure: Locator, name: string) => figure.getByRole('radio', { name, exact: true }).check({ force: true });
const verdict = (page: Page, id: string) => page.locator(`book-exercise[id="${id}"]`);
const numbersIn = async (figure: Locator) => ((await words(figure)).match(/\d[\d,]*(\.\d+)?/g) ?? []).map(Number);

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

/** Trains a laboratory to its end; the losses that it tells then. */
async function train(figure: Locator, steps: number) {
  await runOf(figure).click();
  await expect(say(figure)).toContainText(new RegExp(`^\\s*After ${steps} steps`), { timeout: 60_000 });
  const found = /training loss is ([\d.]*\d), the validation loss ([\d.]*\d)/.exec(await words(figure)) ?? [];
  return { training: Number(found[1]), validation: Number(found[2]) };
}

test('twenty points: outliers are learned, early stopping and a little L2 hold back, and the seal is broken once', async ({
  page,
}) => {
  test.slow();
  await open(page, chapter);
  const lab = figureOn(page, 'overfit-lab');
  await page.getByRole('link', { name: /Cause it in Figure/ }).click();
  expect((await train(lab, 2000)).validation).toBeGreaterThan(1);
  await lab.getByRole('switch', { name: /Early stopping/ }).click();
  await expect(say(lab)).toContainText('early stopping keeps');
  expect((await numbersIn(lab))[1]).toBeLessThan(0.5);

  await lab.getByRole('button', { name: 'Reset' }).click();
  const l2 = lab.getByRole('textbox', { name: /L2 penalty/ });
  await l2.fill('0.01');
  await l2.press('Enter');
  const { training, validation } = await train(lab, 2000);
  expect(validation).toBeLessThan(0.2);
  expect(training).toBeGreaterThan(0.1);
  await expect(verdict(page, 'ex:held-back')).toHaveAttribute('data-verdict', 'right');
  await lab.getByRole('button', { name: 'Open it' }).click();
  await expect(verdict(page, 'ex:once')).toHaveAttribute('data-verdict', 'right');
  await expect(lab.getByRole('button', { name: 'Open it' })).toHaveCount(0);
});

test('a hundred digits: augmentation brings eighty per cent', async ({ page }) => {
  await open(page, chapter);
  const digits = figureOn(page, 'few-digits');
  const strength = digits.getByRole('textbox', { name: /augmentation/ });
  await strength.fill('1');
  await strength.press('Enter');
  await train(digits, 400);
  await expect(verdict(page, 'ex:eighty')).toHaveAttribute('data-verdict', 'right');
});

test('the thread under L1: every step and every pull is checked', async ({ page }) => {
  await open(page, chapter);
  for (const [label, value] of [
    ['W11 after the step', '0.4324'],
    ['W11 after the pull', '0.3824'],
    ['W22 after the step', '-0.4846'],
    ['W22 after the pull', '-0.4346'],
  ]) {
    const blank = page.getByRole('textbox', { name: label, exact: true });
    await blank.fill(value);
    await blank.press('Enter');
    await expect(page.locator('book-blank', { has: blank })).toHaveAttribute('data-verdict', 'right');
  }
  const pull = verdict(page, 'ex:pull');
  await pull.getByRole('textbox').fill('-0.25');
  await pull.getByRole('button', { name: 'Check' }).click();
  await expect(pull).toContainText('pulled upwards');
  await pull.getByRole('textbox').fill('-0.15');
  await pull.getByRole('button', { name: 'Check' }).click();
  await expect(pull).toHaveAttribute('data-verdict', 'right');
});

test('dropout is off in use', async ({ page }) => {
  await open(page, chapter);
  const exercise = verdict(page, 'ex:dropout');
  const boxes = exercise.getByRole('checkbox');
  await boxes.nth(0).check({ force: true });
  await boxes.nth(2).check({ force: true });
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(exercise).toContainText('none is scaled');
  await boxes.nth(2).uncheck({ force: true });
  await boxes.nth(1).check({ force: true });
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(exercise).toHaveAttribute('data-verdict', 'right');
});

const pressed = (figure: Locator) => words(figure);
async function press(figure: Locator) {
  await runOf(figure).click();
  await expect(say(figure)).toContainText('After 1000 updates', { timeout: 60_000 });
  const text = await pressed(figure);
  const loss = /loss ([\d.]+) without a penalty, ([\d.]+) with L1, ([\d.]+) with L2/.exec(text) ?? [];
  const [none, l1, l2] = loss.slice(1).map(Number);
  return {
    none,
    l1,
    l2,
    zeros: Number(/leaves? (\d+) of 328/.exec(text)?.[1]),
    zerosL2: Number(/L2 leaves (\d+)/.exec(text)?.[1]),
  };
}

test('in the reader’s browser, too, L1 makes nine in ten weights zero and L2 none, for five seeds', async ({
  page,
}) => {
  for (const seed of [1, 2, 3, 4, 5]) {
    await open(page, `/embed/weights-under-pressure/?v=1&weights-under-pressure.seed=${seed}`);
    const { none, l1, l2, zeros, zerosL2 } = await press(figureOn(page, 'weights-under-pressure'));
    expect(zeros).toBeGreaterThan(295);
    expect(zerosL2).toBe(0);
    expect(l1).toBeLessThan(none);
    expect(l2).toBeLessThan(none);
  }
});

test('the strength is pulled by its disc: twice as much hears no dice, four times as much leaves nothing; the slope alone makes no zero', async ({
  page,
}) => {
  await open(page, chapter);
  const figure = figureOn(page, 'weights-under-pressure');
  const strength = figure.getByRole('slider', { name: 'strength of the penalty' });
  await strength.press('ArrowRight');
  await expect(say(figure)).toContainText('λ = 0.1');
  await press(figure);
  await expect(verdict(page, 'ex:no-dice')).toHaveAttribute('data-verdict', 'right');
  await strength.press('End');
  await expect(say(figure)).toContainText('recorded');
  expect((await press(figure)).zeros).toBe(328);
  await figure.getByRole('button', { name: 'Reset' }).click();
  await pick(figure, 'Its slope alone');
  const { zeros, none, l1 } = await press(figure);
  expect(zeros).toBe(0);
  expect(l1).toBeLessThan(0.67 * none);
  await expect(figure.locator('.challenge.done')).toHaveCount(3);
});

test('over the peak: worst at twenty neurons, calm at three hundred, and with a ridge no peak at all', async ({
  page,
}) => {
  await open(page, chapter);
  const figure = figureOn(page, 'double-descent');
  const neurons = figure.getByRole('slider', { name: 'random neurons' }).first();
  /** Training error, test error and length of the weights. */
  const told = async () => {
    const text = await words(figure);
    const found = /examples by ([\d.]+) and new ones by ([\d.,]+); taken as a vector, its weights are ([\d.,]+)/.exec(
      text,
    );
    return (found ?? []).slice(1).map((number) => Number(number.replaceAll(',', '')));
  };
  const [, worst, long] = await told();
  await neurons.press('End');
  const [passes, calm, short] = await told();
  expect(passes).toBe(0);
  expect(calm).toBeLessThan(worst / 10);
  expect(short).toBeLessThan(long / 10);
  await expect(figure.locator('.challenge.done')).toHaveCount(1);

  await figure.getByRole('button', { name: 'Reset' }).click();
  await pick(figure, '0.0001');
  expect((await told())[1]).toBeLessThan(0.1);
  await pick(figure, 'none');
  await pick(figure, '30');
  const field = figure.getByRole('textbox', { name: /random neurons/ });
  await field.fill('29');
  await field.press('Enter');
  await expect(verdict(page, 'ex:more-hurts')).toHaveAttribute('data-verdict', 'right');
  await expect(figure.locator('.challenge.done')).toHaveCount(3);
});
