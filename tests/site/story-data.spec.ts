// Chapter 8 as it asks to be read: deal again, choose by validation, leak and mend; leave the ravine of the metres; outvote
// wrong labels; plant a slant and a stamp, and find both by counting groups. What is asserted is what the text claims.
import type { Locator, Page } from '@playwright/test';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const chapter = '/chapters/data/';
const say = (figure: Locator) => figure.locator('.say').first();
const pick = (figure: Locator, name: string) => figure.getByRole('radio', { name, exact: true }).check({ force: true });
const done = (figure: Locator) => figure.locator('.challenge.done');

/** Numbers in a figure's sentence, in order: "1,868,235" as one. */
async function numbersIn(figure: Locator): Promise<number[]> {
  const text = await say(figure).innerText();
  return (text.match(/\d[\d,]*(\.\d+)?/g) ?? []).map((number) => Number(number.replaceAll(',', '')));
}

test('deals stray, choosing flatters, copies leak, and kept together they do not', async ({ page }) => {
  await open(page, chapter);
  const splits = figureOn(page, 'splits');
  /** What validation and test promise over all deals, and what others give. */
  const averages = async () => {
    const found = /promises (\d+).*?test (\d+).*?others give (\d+)/.exec(
      (await say(splits).innerText()).replace(/\s+/g, ' '),
    );
    return (found ?? []).slice(1).map(Number);
  };
  const said = new Set<number>();
  const deal = splits.getByRole('slider', { name: 'deal', exact: true });
  for (let i = 0; i < 12; i++) {
    said.add((await numbersIn(splits))[1]);
    await deal.press('ArrowRight');
  }
  expect(Math.max(...said) - Math.min(...said)).toBeGreaterThanOrEqual(10);

  await pick(splits, 'ten');
  const [promised, tested] = await averages();
  expect(promised - tested).toBeGreaterThan(5);
  await pick(splits, 'one');

  await pick(splits, 'With copies');
  const [flattered, , others] = await averages();
  expect(flattered - others).toBeGreaterThan(5);
  await expect(done(splits)).toHaveCount(1);
  await expect(page.locator('book-exercise[id="ex:leak"]')).toHaveAttribute('data-verdict', 'right');

  await pick(splits, 'Copies together');
  const [kept, , outside] = await averages();
  expect(kept).toBeLessThan(outside);
  expect(flattered - kept).toBeGreaterThan(10);

  await pick(splits, 'As filed');
  expect((await numbersIn(splits))[0]).toBe(0);
});

test('no rate leaves the ravine of the metres; standardising does', async ({ page }) => {
  await open(page, chapter);
  const scaling = figureOn(page, 'scaling');
  const rate = scaling.getByRole('slider', { name: /learning rate/ });
  for (const key of [
    'Home',
    'PageUp',
    'PageUp',
    'PageUp',
    'PageUp',
    'PageUp',
    'PageUp',
    'PageUp',
    'PageUp',
    'PageUp',
  ]) {
    await rate.press(key);
    const numbers = await numbersIn(scaling);
    expect(numbers[numbers.length - 1]).toBeGreaterThan(100_000);
  }
  await scaling.getByRole('button', { name: 'Reset' }).click();
  await scaling.getByRole('switch', { name: 'Standardise both widths' }).click();
  await expect(say(scaling)).toContainText(/home after \d steps/);
  await expect(done(scaling)).toHaveCount(1);
});

test('enough right labels outvote wrong ones; of two classes the majority wins', async ({ page }) => {
  await open(page, chapter);
  const figure = figureOn(page, 'learning-curve');
  const amount = figure.getByRole('slider', { name: 'amount of data' });
  await amount.press('End');
  expect((await numbersIn(figure))[1]).toBeGreaterThan(90);
  await pick(figure, '40 %');
  await expect(say(figure)).toContainText('20,000');
  await expect(done(figure)).toHaveCount(1);
  await pick(figure, '0 or 1');
  await pick(figure, '60 %');
  await expect(say(figure)).toContainText(/ a 0 from a 1 with 0\.\d\s%/);
  await pick(figure, 'none');
  await amount.press('Home');
  await expect(done(figure)).toHaveCount(2);
});

/** Trains the figure to its end and counts by groups. */
async function train(page: Page, query: string) {
  await open(page, `/embed/plant-a-bias/?v=1&plant-a-bias.groups=true${query}`);
  const figure = figureOn(page, 'plant-a-bias');
  await runOf(figure).click();
  await expect(say(figure)).toContainText('After 240 updates', { timeout: 60_000 });
  const text = (await say(figure).innerText()).replace(/\s+/g, ' ');
  const share = (name: string) => Number(new RegExp(`${name} (\\d+)`).exec(text)?.[1]);
  return { all: Number(/updates (\d+)/.exec(text)?.[1]), share, figure };
}

test('in the reader’s browser, too, groups find the slant and half of each mends it, for five seeds', async ({
  page,
}) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const seed of [1, 2, 3, 4, 5]) {
    const rare = await train(page, `&plant-a-bias.seed=${seed}`);
    expect(rare.all).toBeGreaterThan(80);
    expect(rare.share('lean right') - rare.share('lean left')).toBeGreaterThan(22);
    const fair = await train(page, `&plant-a-bias.share=50&plant-a-bias.seed=${seed}`);
    expect(Math.abs(fair.share('lean right') - fair.share('lean left'))).toBeLessThan(8);
  }
});

test('the stamp is learned in place of the seven', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { all, share, figure } = await train(page, '&plant-a-bias.plant=stamp&plant-a-bias.share=0');
  expect(all).toBeGreaterThan(80);
  expect(share('sevens, stamped')).toBeGreaterThan(90);
  expect(share('sevens, no stamp')).toBeLessThan(35);
  await expect(done(figure)).toHaveCount(1);
});

test('the digits are fetched when the figure is started, and once', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/data/mnist')) asked.push(request.url());
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, chapter);
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  const figure = figureOn(page, 'plant-a-bias');
  await runOf(figure).click();
  await expect(say(figure)).toContainText('After 240 updates', { timeout: 60_000 });
  await figure.getByRole('switch', { name: 'Count by groups' }).click();
  await expect(done(figure)).toHaveCount(1);
  await figure.getByRole('slider', { name: /rare kind/ }).press('End');
  await runOf(figure).click();
  await expect(say(figure)).toContainText('After 240 updates', { timeout: 60_000 });
  expect(asked.length).toBe(2);
});

test('of digits that do not arrive the figure says so, and can ask for them again', async ({ page, troubles }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.route('**/data/mnist-*', (route) => route.fulfill({ status: 503 }));
  await open(page, '/embed/plant-a-bias/');
  const figure = figureOn(page, 'plant-a-bias');
  await runOf(figure).click();
  await expect(figure.getByText('The data did not arrive.')).toBeVisible();
  await page.unroute('**/data/mnist-*');
  await figure.getByRole('button', { name: 'Try again' }).click();
  await expect(say(figure)).toContainText('After 240 updates', { timeout: 60_000 });
  troubles.length = 0; // the browser itself reports the answers of 503
});
