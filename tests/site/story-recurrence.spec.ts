// Chapter 13 as it asks to be read: hold a state, give an LSTM gates that hold for long, let a network learn names, forecast with levels
// and with changes, and translate with a look back. What is asserted is what the text claims.
import type { Locator, Page } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const chapter = '/chapters/recurrence/';
const say = (figure: Locator) => figure.locator('.say').first();
const pick = (figure: Locator, name: string) => figure.getByRole('radio', { name, exact: true }).check({ force: true });
const verdict = (page: Page, id: string) => page.locator(`book-exercise[id="${id}"]`);

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

async function trained(figure: Locator, words: RegExp) {
  await runOf(figure).click();
  await expect(say(figure)).toContainText(words, { timeout: 90_000 });
}

test('a state that feeds itself stays; the bias of the gate that keeps decides whether eighty blanks are bridged', async ({
  page,
}) => {
  await open(page, chapter);
  const unroll = figureOn(page, 'unroll');
  await expect(say(unroll)).toContainText('still felt');
  const weight = unroll.getByRole('textbox', { name: /weight on its own state/ });
  await weight.fill('2');
  await weight.press('Enter');
  await expect(say(unroll)).toContainText('hardly felt any more');
  await expect(verdict(page, 'ex:latch')).toHaveAttribute('data-verdict', 'right');

  const span = figureOn(page, 'memory-span');
  await page.getByRole('link', { name: /Cause it in Figure/ }).click();
  await trained(span, /After 400 updates over 80 blank steps, this LSTM tells [12] of 8/);
  await pick(span, 'chrono');
  await trained(span, /After 400 updates over 80 blank steps, this LSTM tells 8 of 8/);
  await expect(verdict(page, 'ex:lstm-80')).toHaveAttribute('data-verdict', 'right');
  await pick(span, 'RNN');
  await trained(span, /After 400 updates over 80 blank steps, this RNN tells [123] of 8/);
});

test('names come when they are asked for, can be cancelled and asked for again; once here, they stay', async ({
  page,
  troubles,
}) => {
  test.slow();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.bin')) asked.push(request.url());
  });
  let answer: 'slowly' | 'never' | 'well' = 'slowly';
  await page.route('**/data/names.bin', async (route) => {
    if (answer === 'slowly') return; // stays on its way until it is cancelled
    await (answer === 'never' ? route.abort() : route.continue());
  });
  await open(page, embed('name-maker'));
  const names = figureOn(page, 'name-maker');
  const run = runOf(names);
  await expect(names).toContainText('27 kB, loaded when you train');
  expect(asked).toEqual([]);

  await run.click();
  await expect(names.locator('.waiting')).toBeVisible();
  await expect(run).toHaveText(/Cancel/);
  await run.click();
  await expect(run).toHaveText(/Train/);
  await expect(say(names)).toContainText('Five recorded networks');

  answer = 'never';
  await run.click();
  await expect(names.locator('.tape')).toContainText('The data did not arrive');
  answer = 'well';
  await names.getByRole('button', { name: 'Try again' }).click();
  // Real names, learned better than by counting, in a whole run.
  await expect(say(names)).toContainText(
    /After 1200 of 1200 updates the network needs 2\.8\d bits per letter of names held out: fewer than/,
    { timeout: 90_000 },
  );
  await expect(names.getByText('2 of 3 done')).toBeVisible();
  await names.getByRole('button', { name: 'Throw again' }).click();
  await names.getByRole('button', { name: 'Step' }).click();
  await expect(say(names)).toContainText('After 0 of 1200 updates');
  expect(asked.length).toBe(3);
  troubles.splice(0); // that they did not arrive
});

test('a network that sees levels loses to the simplest rule; one that sees changes beats season and drift', async ({
  page,
}) => {
  await open(page, embed('forecast'));
  const forecast = figureOn(page, 'forecast');
  await pick(forecast, 'the level');
  await pick(forecast, 'as last month');
  await trained(forecast, /After 300 updates.*The rule is ahead/);
  await pick(forecast, 'the change');
  await pick(forecast, 'season + drift');
  await trained(forecast, /After 300 updates.*misses by 0\.4\d.*The network is ahead/);
  await pick(forecast, 'linear rule');
  await expect(say(forecast)).toContainText('The rule is ahead');
  await expect(forecast.getByText('2 of 2 done')).toBeVisible();
});

test('with a look back a network writes a quarter of the learned phrases in under a minute', async ({ page }) => {
  test.slow();
  await open(page, embed('translate-a-little'));
  const translator = figureOn(page, 'translate-a-little');
  await expect(say(translator)).toContainText('“orange square” (learned) becomes “carré orange”');
  await trained(translator, /After 1000 updates the network with attention writes [3-5]\d\s%/);
  await expect(translator.getByText('1 of 2 done')).toBeVisible();
});
