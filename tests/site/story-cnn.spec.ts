// The figures of chapter 12 that train, as a reader uses them: the digits come when training is asked for, with their size,
// can be cancelled, and asked for again after a failure; the network reaches what the text claims and reads the reader's own
// digit; a slid digit is read by four networks.
import type { Locator } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const say = (figure: Locator) => figure.locator('.say').first();
const challenge = (figure: Locator, goal: RegExp) => figure.locator('.challenge.done').filter({ hasText: goal });

test('the digits come only when they are asked for, can be cancelled, and asked for again', async ({
  page,
  troubles,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.bin')) asked.push(request.url());
  });
  let answer: 'slowly' | 'never' | 'well' = 'slowly';
  await page.route('**/data/*.bin', async (route) => {
    if (answer === 'slowly') return; // stays on its way until it is cancelled
    await (answer === 'never' ? route.abort() : route.continue());
  });
  await open(page, embed('cnn-live'));
  const figure = figureOn(page, 'cnn-live');
  const run = runOf(figure);
  await expect(say(figure)).toContainText('Recorded');
  expect(asked).toEqual([]);
  await expect(figure).toContainText('1.1 MB');

  await run.click();
  await expect(figure.locator('.waiting')).toBeVisible();
  await run.click(); // pause, or cancel
  await expect(run).toHaveText(/Train/);
  await expect(say(figure)).toContainText('Recorded');

  answer = 'never';
  await run.click();
  await expect(figure.locator('.tape')).toContainText('The data did not arrive');
  answer = 'well';
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(say(figure)).toContainText(/your network reads/, { timeout: 20_000 });
  expect(new Set(asked).size).toBe(2);
  await run.click();
  troubles.splice(0); // that they did not arrive
});

/** Filters, first maps, second maps: what is drawn there now. */
const maps = (figure: Locator) =>
  figure.locator('.layers canvas').evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));

test('800 updates reach 97 %, seen from inside, and the network reads what its reader draws', async ({ page }) => {
  test.setTimeout(150_000);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.bin')) asked.push(request.url());
  });
  await open(page, embed('cnn-live'));
  const figure = figureOn(page, 'cnn-live');
  await expect(figure.getByRole('button', { name: 'Take your network along' })).toBeDisabled();
  await figure.getByText('Where it errs').click();
  const mistakes = figure.locator('.errors li');
  await expect(mistakes).toHaveCount(8);
  const recorded = { maps: await maps(figure), mistakes: await mistakes.allInnerTexts() };
  expect(recorded.maps).toHaveLength(3);

  // Filters, maps and the worst mistakes are those of the moment, and change while it learns.
  await runOf(figure).click();
  await expect(say(figure)).toContainText(/After \d+ updates/);
  const alike = async (before: string[]) => (await maps(figure)).filter((drawing, i) => drawing === before[i]).length;
  await expect.poll(() => alike(recorded.maps)).toBe(0);
  const early = await maps(figure);
  await expect.poll(() => alike(early)).toBe(0);
  await expect.poll(() => mistakes.allInnerTexts()).not.toEqual(recorded.mistakes);

  await expect(say(figure)).toContainText('After 800 updates', { timeout: 120_000 });
  // the recorded score, for the seed is the record's
  await expect(say(figure)).toContainText('98.2');
  await expect(challenge(figure, /97/)).toHaveCount(1);

  await figure.getByRole('button', { name: 'Clean sheet' }).click();
  await expect(say(figure)).toContainText('The sheet is empty');
  const sheet = figure.getByRole('application');
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  if (!box) throw new Error('no sheet');
  const to = (x: number, y: number) => page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 8 });
  await to(0.52, 0.2);
  await page.mouse.down();
  await to(0.5, 0.8);
  await page.mouse.up();
  await expect(say(figure)).toContainText(/reads your drawing as 1/);
  await expect(challenge(figure, /Draw a digit/)).toHaveCount(1);

  const saved = page.waitForEvent('download');
  await figure.getByRole('button', { name: 'Take your network along' }).click();
  expect((await saved).suggestedFilename()).toBe('my-cnn.safetensors');

  // Another network learns from the digits that are here.
  await figure.getByRole('button', { name: 'Throw again' }).click();
  await runOf(figure).click();
  await expect(say(figure)).toContainText(/After \d+ updates/);
  expect(asked).toHaveLength(2);
});

test('slid by four pixels, the pooled end stands and the others fall; a drawing runs through all four', async ({
  page,
}) => {
  await open(page, embed('shift-test'));
  const figure = figureOn(page, 'shift-test');
  const shares = async () =>
    (await figure.locator('.share').allInnerTexts()).map((share) => Number.parseInt(share, 10));
  const [pooled, flat, wide, lean] = await shares();
  expect(pooled).toBeGreaterThan(90);
  expect(flat).toBeLessThan(70);
  expect(wide).toBeLessThan(flat - 10);
  expect(lean).toBeLessThan(wide - 5);

  const slide = figure.getByRole('slider', { name: 'slid to the right by' }).first();
  await slide.press('ArrowLeft');
  await slide.press('ArrowLeft');
  await expect(challenge(figure, /farthest/)).toHaveCount(1);
  await slide.press('End');
  await figure.getByRole('button', { name: 'a held-out 7' }).click();
  await expect(challenge(figure, /until even/)).toHaveCount(1);

  await figure.getByRole('button', { name: 'Clean sheet' }).click();
  const sheet = figure.getByRole('application');
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  if (!box) throw new Error('no sheet');
  await page.mouse.move(box.x + box.width / 2, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 0.8 * box.height, { steps: 8 });
  await page.mouse.up();
  await expect(figure.locator('.read').filter({ hasText: 'reads' })).toHaveCount(4);
});
