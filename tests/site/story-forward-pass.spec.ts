// Chapter 4 as a reader goes through it: what the text asks for is done with mouse and keys, and what it says comes out.
import type { Page } from '@playwright/test';
import { figureOn, open } from './reading.ts';
import { expect, test } from './test.ts';

const address = '/chapters/forward-pass/';
const sentence = (page: Page, id: string) => figureOn(page, id).locator('.say');
const press = (page: Page, id: string, name: string) =>
  figureOn(page, id).getByRole('button', { name, exact: true }).click();

async function type(page: Page, id: string, label: string, value: string) {
  const field = figureOn(page, id).getByLabel(`${label}, number`);
  await field.fill(value);
  await field.press('Enter');
}

test('the forward pass goes neuron by neuron, and then layer by layer', async ({ page }) => {
  await open(page, address);
  await figureOn(page, 'forward-stepper').scrollIntoViewIfNeeded();
  await press(page, 'forward-stepper', 'Back to the start');
  await expect(sentence(page, 'forward-stepper')).toContainText('nothing is computed yet');
  await press(page, 'forward-stepper', 'Step');
  await expect(sentence(page, 'forward-stepper')).toContainText('first hidden neuron gives 0.8005');
  await press(page, 'forward-stepper', 'Step');
  await expect(sentence(page, 'forward-stepper')).toContainText('second hidden neuron gives −0.5005');
  await press(page, 'forward-stepper', 'Step');
  await expect(sentence(page, 'forward-stepper')).toContainText('p = 0.3988');
  await figureOn(page, 'forward-stepper').getByText('Layer by layer').click();
  await press(page, 'forward-stepper', 'Back to the start');
  await press(page, 'forward-stepper', 'Step');
  await expect(sentence(page, 'forward-stepper')).toContainText('0.8005');
  await expect(sentence(page, 'forward-stepper')).toContainText('−0.5005');
});

test('inputs alone bring p above 0.72; a change of signs changes nothing', async ({ page }) => {
  await open(page, address);
  const figure = figureOn(page, 'forward-stepper');
  await figure.scrollIntoViewIfNeeded();
  const turn = async (number: string, label: string, value: string) => {
    await figure.getByLabel('Number to turn').selectOption(number);
    await type(page, 'forward-stepper', label, value);
  };
  await turn('x1', 'input x₁', '-3');
  await turn('x2', 'input x₂', '-3');
  await expect(sentence(page, 'forward-stepper')).toContainText('p = 0.7305');
  await press(page, 'forward-stepper', 'Reset');
  await turn('W11', 'weight W₁₁, from x₁ to h₁', '-0.4');
  await turn('W12', 'weight W₁₂, from x₂ to h₁', '-0.6');
  await turn('b1', 'bias b₁ of h₁', '-0.5');
  await expect(sentence(page, 'forward-stepper')).not.toContainText('p = 0.3988');
  await turn('v1', 'weight v₁, from h₁ to p', '0.2');
  await expect(sentence(page, 'forward-stepper')).toContainText('p = 0.3988');
  await expect(sentence(page, 'forward-stepper')).toContainText('give −0.8005');
  await expect(figure.getByText('2 of 4 done')).toBeVisible();
});

test('number 300 of the list is row 11, column 20', async ({ page }) => {
  await open(page, address);
  await figureOn(page, 'flatten').scrollIntoViewIfNeeded();
  await type(page, 'flatten', 'row', '11');
  await type(page, 'flatten', 'column', '20');
  await expect(sentence(page, 'flatten')).toContainText('is number 300');
  await expect(figureOn(page, 'flatten').getByText('1 of 1 done')).toBeVisible();
});

test('XOR cannot be parted at the input, and can after the hidden layers; the ring needs a third neuron', async ({
  page,
}) => {
  await open(page, address);
  const figure = figureOn(page, 'folding');
  await figure.scrollIntoViewIfNeeded();
  await expect(sentence(page, 'folding')).toContainText('120 of 120');
  await press(page, 'folding', 'Back to the start');
  await expect(sentence(page, 'folding')).toContainText('88 of 120');
  await press(page, 'folding', 'Run');
  await expect(sentence(page, 'folding')).toContainText('After all 3 hidden layers', { timeout: 60_000 });
  await figure.getByText('Ring, 2 wide').click();
  await expect(sentence(page, 'folding')).toContainText(/gets 15\d right/);
  await figure.getByText('Ring, 3 wide').click();
  await expect(sentence(page, 'folding')).toContainText('gets 160 right');
  await expect(figure.getByText('1 of 2 done')).toBeVisible();
});

test('the thread has nine parameters, the digit network 76,330, a deeper one fewer', async ({ page }) => {
  await open(page, address);
  const figure = figureOn(page, 'count-parameters');
  await figure.scrollIntoViewIfNeeded();
  await expect(sentence(page, 'count-parameters')).toContainText('76,330 parameters');
  await type(page, 'count-parameters', 'hidden layers', '2');
  await type(page, 'count-parameters', 'neurons in each hidden layer', '64');
  await expect(sentence(page, 'count-parameters')).toContainText('55,050 parameters');
  await type(page, 'count-parameters', 'hidden layers', '1');
  await type(page, 'count-parameters', 'inputs', '2');
  await type(page, 'count-parameters', 'neurons in each hidden layer', '2');
  await type(page, 'count-parameters', 'outputs', '1');
  await expect(sentence(page, 'count-parameters')).toContainText('9 parameters');
});

test('the blanks of the worked example take the engine’s numbers', async ({ page }) => {
  await open(page, address);
  const blank = page.getByLabel('the sum of the second hidden neuron');
  await blank.fill('1.4');
  await blank.press('Enter');
  await expect(page.locator('book-blank', { has: blank })).toContainText(/right|✓|correct/i);
});
