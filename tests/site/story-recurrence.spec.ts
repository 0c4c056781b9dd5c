// Chapter 13 as it asks to be read: hold a state, give an LSTM gates that hold for long, let a network learn names, forecast with levels
// and with changes, and translate with a look back. What is asserted is what the text claims.
import type { Locator, Page } from '@playwright/test';
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

test('a state that feeds itself stays', async ({ page }) => {
  await open(page, chapter);
  const unroll = figureOn(page, 'unroll');
  await expect(say(unroll)).toContainText('still felt');
  const weight = unroll.getByRole('textbox', { name: /weight on its own state/ });
  await weight.fill('2');
  await weight.press('Enter');
  await expect(say(unroll)).toContainText('hardly felt any more');
  await expect(verdict(page, 'ex:latch')).toHaveAttribute('data-verdict', 'right');
});

test('the bias of the gate that keeps decides whether eighty blanks are bridged', async ({ page }) => {
  test.slow();
  await open(page, chapter);
  const span = figureOn(page, 'memory-span');
  await page.getByRole('link', { name: /Cause it in Figure/ }).click();
  await trained(span, /After 400 updates over 80 blank steps, this LSTM tells [12] of 8/);
  await pick(span, 'chrono');
  await trained(span, /After 400 updates over 80 blank steps, this LSTM tells 8 of 8/);
  await expect(verdict(page, 'ex:lstm-80')).toHaveAttribute('data-verdict', 'right');
});

test('real names are learned better than by counting, and come from this site when asked for', async ({ page }) => {
  test.slow();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, chapter);
  const names = figureOn(page, 'name-maker');
  await names.scrollIntoViewIfNeeded();
  expect(asked.filter((url) => url.includes('names.bin'))).toEqual([]);
  await trained(
    names,
    /After 1200 of 1200 updates the network needs 2\.8\d bits per letter of names held out: fewer than/,
  );
  expect(asked.filter((url) => url.includes('names.bin')).length).toBe(1);
  await expect(verdict(page, 'ex:trigram')).toHaveAttribute('data-verdict', 'right');
});

test('a network that sees levels loses to the simplest rule; one that sees changes beats season and drift', async ({
  page,
}) => {
  test.slow();
  await open(page, chapter);
  const forecast = figureOn(page, 'forecast');
  await pick(forecast, 'the level');
  await pick(forecast, 'as last month');
  await trained(forecast, /After 300 updates.*The rule is ahead/);
  await pick(forecast, 'the change');
  await pick(forecast, 'season + drift');
  await trained(forecast, /After 300 updates.*misses by 0\.4\d.*The network is ahead/);
  await pick(forecast, 'linear rule');
  await expect(say(forecast)).toContainText('The rule is ahead');
});

test('with a look back a network writes a quarter of the learned phrases in under a minute', async ({ page }) => {
  test.slow();
  await open(page, chapter);
  const translator = figureOn(page, 'translate-a-little');
  await expect(say(translator)).toContainText('“orange square” (learned) becomes “carré orange”');
  await trained(translator, /After 1000 updates the network with attention writes [3-5]\d\s%/);
  await expect(translator.getByText('1 of 1 done')).toBeVisible();
});
