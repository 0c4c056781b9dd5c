// Chapter 9, as its text asks the reader to do it: the thread's answer drawn, updates counted, the same work in batches of
// every size, noise calmed by the rate, nets that start equal, and the bench's exercises.
import type { Locator, Page } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const chapter = '/chapters/training/';
const sentence = (figure: Locator) => figure.locator('.say').first();
const choose = (figure: Locator, name: string) =>
  figure.locator('label.option').getByText(name, { exact: true }).click();
async function set(figure: Locator, knob: string, value: string): Promise<void> {
  const field = figure.getByRole('textbox', { name: `${knob}, number`, exact: true });
  await field.fill(value);
  await field.press('Enter');
}

/** Runs the figure on batches to the end of its work, and reads its last loss. */
async function work(figure: Locator): Promise<number> {
  await runOf(figure).click();
  await expect(sentence(figure)).toContainText('After 5120 looks', { timeout: 60_000 });
  const text = await sentence(figure).innerText();
  return Number(/the loss is (\d+\.\d+)/.exec(text)?.[1]);
}

test('counting: the blanks and the fresh count are checked', async ({ page }) => {
  await open(page, chapter);
  const blank = (name: string) => page.getByRole('textbox', { name, exact: true });
  await blank('updates in an epoch').fill('938');
  await blank('updates in all').fill('7504');
  await blank('updates in an epoch of 1,200 examples').fill('24');
  await blank('updates in 30 epochs').fill('720');
  await blank('looks in 30 epochs').fill('36000');
  await blank('looks in 30 epochs').press('Enter');
  const exercise = page.locator('[id="ex:updates"]');
  await exercise.getByRole('textbox').fill('310');
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(exercise).toContainText('Rounded down');
  await exercise.getByRole('textbox').fill('320');
  await exercise.getByRole('button', { name: 'Check' }).click();
  await expect(exercise).toContainText('1000/32');
});

for (const seed of [1, 2, 3, 4, 5])
  test(`throw ${seed}: the same work comes several times as far with batches of 16 as with all 256`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, `${embed('batch-size')}?v=1&batch-size.seed=${seed}`);
    const figure = figureOn(page, 'batch-size');
    await expect(sentence(figure)).toContainText('Ten recorded runs of each size');
    const sixteen = await work(figure);
    await choose(figure, 'all 256');
    await expect(sentence(figure)).toContainText('Ten recorded runs of each size');
    const whole = await work(figure);
    expect(whole).toBeGreaterThan(2 * sixteen);
  });

test('few updates, a run worse than none, and small batches calmed: the three challenges', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, chapter);
  const figure = figureOn(page, 'batch-size');
  const done = (count: number) => expect(figure.getByText(/\d of 3 done/)).toHaveText(`${count} of 3 done`);
  await choose(figure, '64');
  expect(await work(figure)).toBeLessThan(0.15);
  await done(1);
  await choose(figure, '1');
  await set(figure, 'rate, times its best', '0.2');
  expect(await work(figure)).toBeLessThan(0.15);
  await done(2);
  await choose(figure, '4');
  await set(figure, 'rate, times its best', '10');
  expect(await work(figure)).toBeGreaterThan(0.7);
  await done(3);
  await expect(page.locator('[id="ex:few-updates"]')).toContainText(/Solved|Done|Yes/);
});

test('counted in updates the picture turns round, by the link in the text', async ({ page }) => {
  await open(page, chapter);
  const figure = figureOn(page, 'batch-size');
  await page.getByRole('link', { name: 'updates', exact: true }).first().click();
  await expect(figure.getByRole('radio', { name: 'updates' })).toBeChecked();
  await expect(figure.locator('.stage')).toContainText('1000');
});

/** Trains the playground for a while and reads its training loss. */
async function train(page: Page, enough: RegExp): Promise<number> {
  const figure = figureOn(page, 'playground');
  await runOf(figure).click();
  await expect(sentence(figure)).toContainText(enough, { timeout: 90_000 });
  const text = await sentence(figure).innerText();
  return Number(/the loss is (\d+(?:\.\d+)?) on the training/.exec(text)?.[1]);
}

for (const seed of [1, 2, 3])
  test(`nothing moves when all weights are zero, and moves when they are drawn by lot: throw ${seed}`, async ({
    page,
  }) => {
    await open(page, `${embed('playground')}?v=1&playground.init=zeros&playground.seed=${seed}`);
    expect(await train(page, /After 1\d\d epochs/)).toBeGreaterThan(0.66);
    await open(page, `${embed('playground')}?v=1&playground.rate=0.1&playground.layers=4.tanh&playground.seed=${seed}`);
    expect(await train(page, /After 2\d\d epochs/)).toBeLessThan(0.3);
  });

test('the exercises on the bench can be done as their answers say', async ({ page }) => {
  await open(page, `${chapter}?v=1&playground.set=xor&playground.layers=3.tanh&playground.rate=0.3`);
  const figure = figureOn(page, 'playground');
  await runOf(figure).click();
  await expect(figure.getByText(/\d of 4 done/)).toHaveText('1 of 4 done', { timeout: 90_000 });
  await open(page, `${chapter}?v=1&playground.layers=&playground.features=xx,yy&playground.rate=0.1`);
  await runOf(figure).click();
  await expect(figure.getByText(/\d of 4 done/)).toHaveText('2 of 4 done', { timeout: 90_000 });
});
