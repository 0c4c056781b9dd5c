// Chapter 7 as a reader goes through it: steps through the tape, writes expressions good and bad, checks gradients by nudges,
// turns the thread's knobs, updates too early and mends it, and counts what a gradient costs.
import type { Page } from '@playwright/test';
import { figureOn, open } from './reading.ts';
import { expect, test } from './test.ts';

const address = '/chapters/backpropagation/';
const sentence = (page: Page, id: string) => figureOn(page, id).locator('.say');
const press = (page: Page, id: string, name: string) =>
  figureOn(page, id).getByRole('button', { name, exact: true }).click();
const field = (page: Page) => figureOn(page, 'tape').getByLabel('Your expression');
const goals = (page: Page, id: string, count: string) =>
  expect(figureOn(page, id).getByText(count, { exact: false }).first()).toBeVisible();

test('the tape is walked forwards and back, and the first value used twice adds up', async ({ page }) => {
  await open(page, address);
  await expect(sentence(page, 'tape')).toContainText('its gradient by w is 1.565');
  await press(page, 'tape', 'Step through');
  await expect(sentence(page, 'tape')).toContainText('Step forward');
  await press(page, 'tape', 'Forward');
  await expect(sentence(page, 'tape')).toContainText('0.500 × (−1.500) = −0.750');
  for (let step = 0; step < 4; step++) await press(page, 'tape', 'Forward');
  await expect(sentence(page, 'tape')).toContainText('Forward, step 5 of 5');
  await press(page, 'tape', 'Backward');
  await expect(sentence(page, 'tape')).toContainText('here the way back begins');
  await press(page, 'tape', 'Used twice');
  await expect(sentence(page, 'tape')).toContainText('its gradient by x is 2.000');
});

test('what cannot be read is named, kept in its field, and changes nothing', async ({ page }) => {
  await open(page, address);
  const before = await sentence(page, 'tape').innerText();
  for (const [typed, message] of [
    ['tanh(w*x', 'A “)” is missing.'],
    ['wx + b', 'To multiply, write w*x.'],
    ['x^y', 'The exponent must be a plain number here.'],
    ['<b>x</b>', '“<” is not known.'],
  ]) {
    await field(page).fill(typed);
    await field(page).press('Enter');
    await expect(figureOn(page, 'tape').locator('.help')).toContainText(message);
    await expect(field(page)).toHaveValue(typed);
    await expect(sentence(page, 'tape')).toHaveText(before);
  }
  await field(page).fill('sin(x)*x');
  await expect(figureOn(page, 'tape').locator('.help')).toContainText('Letters are leaves');
  await expect(sentence(page, 'tape')).toContainText('gradient by x');
  await expect(page).toHaveURL(/tape\.expression=sin/);
  await page.reload();
  await open(page, page.url());
  await expect(field(page)).toHaveValue('sin(x)*x');
});

test('a value without a number is said so, and there is a way back', async ({ page }) => {
  await open(page, address);
  await field(page).fill('ln(x) + x');
  const leaf = figureOn(page, 'tape').getByLabel('leaf x, number');
  await leaf.fill('-2');
  await leaf.press('Enter');
  await expect(figureOn(page, 'tape')).toContainText('ln(−2.000) is no number');
  await press(page, 'tape', 'Leaves as they were');
  await expect(sentence(page, 'tape')).toContainText('gradient by x is 3.000');
});

test('nudges: large ones bend, tiny ones run out of digits, straight lines keep every promise', async ({ page }) => {
  await open(page, address);
  await page.getByRole('link', { name: 'Take 10⁻¹⁵' }).click();
  await expect(sentence(page, 'tape')).toContainText('off by 9.0 %');
  await figureOn(page, 'tape').getByText('0.01', { exact: true }).click();
  await expect(sentence(page, 'tape')).toContainText('off by 1.6 %');
  await field(page).fill('w + b - y');
  await figureOn(page, 'tape').getByText('1', { exact: true }).click();
  await expect(sentence(page, 'tape')).toContainText('exactly as promised');
  await goals(page, 'tape', '1 of 3 done');
});

test('one knob does it, three signs turn when v is updated early, and the hidden layer can be cut off', async ({
  page,
}) => {
  await open(page, address);
  const blame = figureOn(page, 'blame');
  await expect(sentence(page, 'blame')).toContainText('The largest slope is that of W₂₂, −0.631');
  const turn = async (knob: string, value: string) => {
    await blame.getByLabel('Knob to turn').selectOption({ label: knob });
    const number = blame.getByLabel(`value of ${knob}, number`);
    await number.fill(value);
    await number.press('Enter');
  };
  await turn('W₂₂', '-0.3');
  await goals(page, 'blame', '1 of 2 done');
  await press(page, 'blame', 'Reset');
  await blame.getByText('on the way back').click();
  await expect(sentence(page, 'blame')).toContainText('3 of 9 slopes have the wrong sign');
  await expect(sentence(page, 'blame')).toContainText('takes the loss to 0.431');
  await blame.getByText('at the end').click();
  await expect(sentence(page, 'blame')).toContainText('takes the loss to 0.396');
  await press(page, 'blame', 'One step of all nine');
  await expect(sentence(page, 'blame')).toContainText('The answer is 0.673');
  await turn('v₁', '0');
  await turn('v₂', '0');
  await turn('c', '-0.5');
  await goals(page, 'blame', '2 of 2 done');
});

test('the cost of nudging grows with the network, the cost of going back does not', async ({ page }) => {
  await open(page, address);
  const size = figureOn(page, 'two-passes-cost').getByRole('slider', { name: 'parameters, about' });
  await expect(sentence(page, 'two-passes-cost')).toContainText('66 forward passes');
  await size.press('End');
  await expect(sentence(page, 'two-passes-cost')).toContainText('258 forward passes');
  await expect(sentence(page, 'two-passes-cost')).toContainText('the work of 2.4 forward passes');
  await goals(page, 'two-passes-cost', '1 of 2 done');
  await figureOn(page, 'two-passes-cost').getByText('20 results').click();
  await expect(sentence(page, 'two-passes-cost')).toContainText('20 backward passes');
  await goals(page, 'two-passes-cost', '2 of 2 done');
});
