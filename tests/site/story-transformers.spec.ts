// Chapter 14 as it asks to be read: a query is turned, later words are hidden, pairs are joined, recall is trained, the small GPT is
// asked and trained, and passes are counted. What is asserted is what the text claims.
import type { Locator, Page } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const chapter = '/chapters/transformers/';
const say = (figure: Locator) => figure.locator('.say').first();
const verdict = (page: Page, id: string) => page.locator(`book-exercise[id="${id}"]`);
const done = (figure: Locator, goal: RegExp) => figure.locator('.challenge.done').filter({ hasText: goal });

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

test('by hand, in pairs, in passes: what is asked for is reached', async ({ page }) => {
  await open(page, `${chapter}?v=1&attention-by-hand.asks=2&attention-by-hand.query=1,-2&tiny-gpt.topP=0.9`);
  const hand = figureOn(page, 'attention-by-hand');
  await expect(say(hand)).toContainText('may not look at');
  await expect(verdict(page, 'ex:hidden')).toHaveAttribute('data-verdict', 'right');

  await hand.getByRole('button', { name: 'Reset' }).click();
  await expect(say(hand)).toContainText('0.85');
  await expect(verdict(page, 'ex:three-left')).toHaveAttribute('data-verdict', 'right');

  const tokens = figureOn(page, 'tokenizer');
  await expect(say(tokens)).toContainText('359 tokens');
  await tokens.getByRole('button', { name: 'Join the next pair' }).click();
  await expect(say(tokens)).toContainText('25 merges');
  await tokens.getByRole('textbox', { name: /own text/ }).fill('ship ship ship ship <b>ship</b>');
  await expect(say(tokens)).toContainText('for 31 characters');

  const passes = figureOn(page, 'in-parallel');
  await expect(say(passes)).toContainText('7 more passes');
  await passes.getByRole('radio', { name: 'Learn from a text' }).check({ force: true });
  await expect(say(passes)).toContainText('one pass');
});

test('recall: trained live, attention reaches 95 % of 24 pairs, and the GRU does not', async ({ page }) => {
  await open(page, embed('reach'));
  const reach = figureOn(page, 'reach');
  await reach.getByRole('radio', { name: '24', exact: true }).check({ force: true });
  await runOf(reach).click();
  await expect(say(reach)).toContainText(/^\s*After 800 updates/, { timeout: 90_000 });
  const [, attention, gru] = /answers (\d+)\s*% rightly, the GRU (\d+)\s*%/.exec(await say(reach).innerText()) ?? [];
  expect(Number(attention)).toBeGreaterThanOrEqual(95);
  expect(Number(gru)).toBeLessThan(20);
  await expect(done(reach, /24 pairs/)).toHaveCount(1);
});

test('the small GPT: weights come when asked for and again after a failure; greedy writing repeats', async ({
  page,
  troubles,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/gpt\.safetensors|\.bin$/.test(request.url())) asked.push(request.url());
  });
  let fails = true;
  await page.route('**/models/gpt.safetensors', (route) => (fails ? route.abort() : route.continue()));
  await open(page, `${embed('tiny-gpt')}?v=1&tiny-gpt.temperature=0`);
  const gpt = figureOn(page, 'tiny-gpt');
  await expect(say(gpt)).toContainText('bits per character');
  expect(asked).toEqual([]);
  await gpt.getByRole('textbox', { name: /own line/ }).fill('Call me Ishmae');
  await expect(gpt).toContainText('did not arrive');
  troubles.splice(0); // that they did not arrive
  fails = false;
  await gpt.getByRole('button', { name: 'Try again' }).click();
  await expect(say(gpt)).toContainText(/After “Call me Ishmae” it expects/, { timeout: 20_000 });
  const written: string[] = [];
  for (let i = 0; i < 2; i++) {
    await gpt.getByRole('button', { name: 'Write on' }).click();
    await expect(gpt.getByRole('button', { name: 'Stop' })).toHaveCount(0, { timeout: 20_000 });
    written.push(await gpt.locator('.written').innerText());
  }
  expect(written[0].length).toBeGreaterThan(60);
  expect(written[0]).toBe(written[1]);
  expect(asked.some((url) => url.endsWith('.bin'))).toBe(false);
});
