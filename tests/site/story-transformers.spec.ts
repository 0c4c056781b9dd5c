// Chapter 14 as it asks to be read: a query is turned, later words are hidden, pairs are joined, recall is trained, the small GPT is
// asked and trained, and passes are counted. What is asserted is what the text claims.
import type { Locator, Page } from '@playwright/test';
import { gptLessons } from '../../engine/models/gpt-lessons.ts';
import { gptShown } from '../../engine/models/tiny-gpt-shown.ts';
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

test('the small GPT: weights come when asked for, can be given up, and asked for again; greedy writing repeats', async ({
  page,
  troubles,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/gpt|\.bin$/.test(request.url()) && !request.url().endsWith('.js')) asked.push(request.url());
  });
  let how: 'fails' | 'hangs' | 'comes' = 'fails';
  await page.route('**/data/gpt.bin', async (route) => {
    if (how === 'comes') await route.continue();
    else if (how === 'fails') await route.abort();
  });
  await open(page, `${embed('tiny-gpt')}?v=1&tiny-gpt.temperature=0`);
  const gpt = figureOn(page, 'tiny-gpt');
  await expect(say(gpt)).toContainText('bits per character');
  expect(asked.filter((url) => url.endsWith('.bin'))).toEqual([]);

  await gpt.getByRole('textbox', { name: /own line/ }).fill('Call me Ishmae');
  await expect(gpt).toContainText('did not arrive');
  troubles.splice(0); // that they did not arrive
  how = 'hangs';
  await gpt.getByRole('button', { name: 'Try again' }).click();
  await expect(gpt).toContainText('0 of 800 kB');
  await gpt.getByRole('button', { name: 'Cancel' }).click();
  await expect(say(gpt)).toContainText('Your line was not read');
  how = 'comes';
  await gpt.getByRole('button', { name: 'Fetch them, 800 kB' }).click();
  await expect(say(gpt)).toContainText(/After “Call me Ishmae” it expects l/);

  const looks = await gpt
    .locator('.line span')
    .evaluateAll((all: HTMLElement[]) => all.map((one) => Number(one.style.getPropertyValue('--of'))));
  expect(looks).toHaveLength(14);
  expect(looks.reduce((sum, look) => sum + look, 0)).toBeCloseTo(1, 4);

  const written: string[] = [];
  for (let i = 0; i < 2; i++) {
    await gpt.getByRole('button', { name: 'Write on' }).click();
    await expect(gpt.getByRole('button', { name: 'Stop' })).toHaveCount(0);
    written.push(await gpt.locator('.written').innerText());
  }
  expect(written[0].length).toBeGreaterThan(60);
  expect(written[0]).toBe(written[1]);
  expect(asked.some((url) => url.endsWith('moby-dick.bin'))).toBe(false);
});

test('the small GPT learns from scratch: after a hundred updates it needs fewer bits than counts of one character', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.bin')) asked.push(request.url().replace(/.*\//, ''));
  });
  await page.emulateMedia({ reducedMotion: 'no-preference' }); // else the end would be waited for
  await open(page, embed('tiny-gpt'));
  const gpt = figureOn(page, 'tiny-gpt');
  await runOf(gpt).click();
  await expect(say(gpt)).toContainText('at its last exam', { timeout: 90_000 });
  await runOf(gpt).click(); // Pause
  const held = Number(/never read, ([\d.]+)\./.exec(await say(gpt).innerText())?.[1]);
  expect(held).toBeCloseTo(gptLessons.runs[0].held[0], 1);
  expect(held).toBeLessThan(gptShown.stretch.counted[0] - 0.5);
  await expect(say(gpt)).toContainText(/After “The whale rose, and the wh” it expects (?!a)/); // its own weights are asked
  expect(asked).toEqual(['moby-dick.bin']);
});
