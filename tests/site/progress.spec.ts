// Progress: kept on the device, shown on its page, saved to a file and loaded from one, erased when asked twice; other tabs
// add to it; a bad file is named and changes nothing.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { faults } from './faults.ts';
import { cutOff } from './layout.ts';
import { chapters } from './pages.ts';
import { open } from './reading.ts';
import { expect, test } from './test.ts';

const address = '/progress/';
const total = (page: Page) => page.locator('[data-total]');
const status = (page: Page) => page.locator('book-progress [role=status]');
const load = (page: Page, text: string, name = 'mine.json') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

/** Predicts something in a chapter: what this leaves behind is an answer. */
async function predict(page: Page, chapter: string): Promise<void> {
  await open(page, chapter);
  await page.locator('book-predict .pick').first().click();
}

const fileOf = (parts: object) => JSON.stringify({ format: 'small-nets progress', version: 1, ...parts });

test('what is answered is shown, saved, erased after a second question, and loaded back', async ({ page }) => {
  await page.goto(address);
  await expect(total(page)).toContainText('Nothing is kept yet');
  await expect(page.getByRole('button', { name: 'Save to a file' })).toBeDisabled();
  await predict(page, chapters[0]);
  await page.goto(address);
  await expect(total(page)).toHaveText('Kept in this browser: 1 answer.');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save to a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('small-nets-progress.json');
  const file = await readFile(await download.path(), 'utf8');

  await page.getByRole('button', { name: /Erase all/ }).press('Enter');
  await expect(page.getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(total(page)).toContainText('1 answer');
  await page.getByRole('button', { name: /Erase all/ }).press('Enter');
  await page.getByRole('button', { name: 'Erase', exact: true }).press('Enter');
  await expect(status(page)).toHaveText('Erased 1 answer.');
  await expect(total(page)).toContainText('Nothing is kept yet');

  await load(page, file);
  await expect(status(page)).toHaveText('Added 1 answer from the file.');
  await page.reload();
  await expect(total(page)).toContainText('1 answer');
  await load(page, file);
  await expect(status(page)).toHaveText('All that is in the file was here already.');
});

test('a bad file is refused in words, and nothing is lost', async ({ page }) => {
  await predict(page, chapters[0]);
  await page.goto(address);
  const bad: [string, string][] = [
    ['oops', 'It is not a JSON file'],
    ['{"a": 1}', 'not one that this page saved'],
    [
      fileOf({ answers: { 'chapters/neuron/': { 'ex-slope': 7 } } }),
      'The entry “ex-slope” of the page “chapters/neuron/”',
    ],
    [fileOf({ challenges: { gates: '<img src=x onerror=alert(1)>' } }), 'The figure “gates” should be a list'],
    [' '.repeat(1_000_001), 'far larger'],
  ];
  for (const [text, reason] of bad) {
    await load(page, text, '<b>bad</b>.json');
    await expect(status(page)).toContainText('The file “<b>bad</b>.json” was not loaded.');
    await expect(status(page)).toContainText(reason);
    await expect(total(page)).toHaveText('Kept in this browser: 1 answer.');
  }
  expect(await page.locator('img[src=x]').count()).toBe(0);
  expect(await faults(page)).toEqual([]);
});

test('a challenge that was met stays met, in its figure and on the page, in every tab', async ({ page, context }) => {
  await page.goto(address);
  const one = page.locator('[data-challenge]').first();
  const [figure, challenge] = [await one.getAttribute('data-figure'), await one.getAttribute('data-challenge')];
  const other = await context.newPage();
  await other.goto(address);
  await load(page, fileOf({ challenges: { [figure ?? '']: [challenge] } }));
  for (const tab of [page, other]) await expect(tab.locator('[data-challenge].done')).toHaveCount(1);
  await open(other, `/embed/${figure}/`);
  await expect(other.locator('.challenge.done')).toHaveCount(1);
});

test('in use it has no faults and fits a phone', async ({ page }) => {
  await predict(page, chapters[0]);
  await page.goto(address);
  await page.getByRole('button', { name: /Erase all/ }).click();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await faults(page)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('it says that nothing is kept', async ({ page }) => {
    await page.goto(address);
    await expect(page.getByText('Without JavaScript the book keeps nothing')).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
  });
});
