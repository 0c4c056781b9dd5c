// The playground as a reader uses it: trains, looks into a neuron and changes a weight, turns the rate amid a run, goes back,
// pins and reloads, cooks a broken recipe and mends it, pastes a table, draws points by keyboard, takes the run away and
// brings it back.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const figure = (page: Page) => figureOn(page, 'playground');
const says = (page: Page) => figure(page).locator('.say').first();
const start = (page: Page, query = '') => open(page, embed('playground') + query);
const drawer = async (page: Page, name: string): Promise<Locator> => {
  const found = figure(page).locator('details', { has: page.locator('summary', { hasText: new RegExp(`^${name}$`) }) });
  await found.locator('> summary').click();
  return found;
};
const shown = async (page: Page): Promise<number> =>
  Number(
    /step (\d+) of/.exec(
      await figure(page)
        .getByText(/^Shown: step/)
        .innerText(),
    )?.[1],
  );
/** Trains until so many steps are shown, and pauses. */
async function train(page: Page, steps: number): Promise<void> {
  await runOf(figure(page)).click();
  await expect.poll(() => shown(page), { timeout: 20_000 }).toBeGreaterThan(steps);
  await runOf(figure(page)).click();
  await expect(runOf(figure(page))).toHaveText(/Train/);
}

test('it trains, pauses, and goes back to any moment', async ({ page }) => {
  await start(page, '?v=1&playground.rate=0.3');
  await expect(says(page)).toContainText('Before training');
  await train(page, 60);
  const there = await says(page).innerText();
  const curves = figure(page).getByRole('slider', { name: /Read the curves/ });
  await curves.focus();
  await curves.press('Home');
  await curves.press('ArrowRight');
  await expect(curves).toHaveAttribute('aria-valuetext', /^epoch 1: training 0\.\d+, test 0\.\d+$/);
  await curves.press('Enter');
  await expect(says(page)).toContainText('After 1 epoch');
  const before = await says(page).innerText();
  expect(before).not.toBe(there);
  // Rewound with the same seed, the same step leads to the same numbers.
  await figure(page).getByRole('button', { name: 'Back to the start' }).click();
  await figure(page).getByRole('button', { name: 'Step', exact: true }).click();
  await expect(says(page)).toHaveText(before);
});

test('the learning rate is turned amid a run, which goes on from there', async ({ page }) => {
  await start(page);
  await train(page, 20);
  const at = await shown(page);
  await figure(page).getByLabel('learning rate, number').fill('0.5');
  await figure(page).getByLabel('learning rate, number').press('Enter');
  expect(await shown(page)).toBe(at);
  await figure(page).getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(() => shown(page)).toBe(at + 1);
});

test('a weight is changed by hand: the sum, the map and the loss follow', async ({ page }) => {
  await start(page);
  await figure(page).getByRole('radio', { name: 'neuron 1 of layer 1' }).click();
  const neuron = figure(page).locator('.neuron');
  await expect(neuron).toContainText('Neuron 1 of layer 1');
  const loss = await says(page).innerText();
  await neuron.getByLabel('weight from x₁, number').fill('5');
  await neuron.getByLabel('weight from x₁, number').press('Enter');
  await expect(neuron.locator('.sum')).toContainText('5.00');
  await expect(says(page)).not.toHaveText(loss);
  await neuron.getByLabel('bias, number').press('ArrowUp');
  await expect(neuron.locator('.sum')).toContainText('+0.05');
  await page.keyboard.press('Escape');
  await figure(page).getByRole('radio', { name: 'neuron 1 of layer 1' }).press('ArrowRight');
  await expect(neuron).toContainText('Neuron 1 of layer 2');
});

test('a pinned run survives a reload and lies over the next', async ({ page }) => {
  await start(page, '?v=1&playground.rate=0.3');
  for (let i = 0; i < 3; i++) {
    await figure(page).getByRole('button', { name: 'Step', exact: true }).click();
    await expect.poll(() => shown(page)).toBe(i + 1);
  }
  let pins = await drawer(page, 'Pinned runs, side by side');
  await pins.getByRole('button', { name: 'Pin this run' }).click();
  await expect(pins.locator('tbody tr')).toContainText('circle, 4–2, sgd 0.30');
  await start(page);
  pins = await drawer(page, 'Pinned runs, side by side');
  await expect(pins.locator('tbody tr')).toContainText('circle, 4–2, sgd 0.30');
  await pins.getByRole('checkbox').check();
  await expect(figure(page).locator('.curves .key')).toHaveCount(3);
});

test('a broken recipe breaks, and its remedy mends it', async ({ page }) => {
  await start(page);
  const recipes = await drawer(page, 'Recipes, good and broken');
  await recipes.getByRole('link', { name: 'Steps too long' }).click();
  await expect(figure(page).locator('.tape')).toContainText('Diverged at update', { timeout: 20_000 });
  await recipes.getByRole('button', { name: 'A rate of 0.03' }).click();
  await expect(figure(page).locator('.tape')).toHaveCount(0);
  await expect.poll(() => shown(page), { timeout: 20_000 }).toBeGreaterThan(30);
  await expect(page).toHaveURL(/playground\.set=hills/);
});

test('a table is read or refused in words; points are put by keyboard', async ({ page }) => {
  await start(page);
  const data = await drawer(page, 'Data');
  const field = data.getByRole('textbox', { name: /Or paste a table/ });
  await field.fill('a;b;kind\n1;2;cat\n1;x;dog');
  await data.getByRole('button', { name: 'Use this table' }).click();
  await expect(data.getByRole('status')).toContainText('Line 3: “x” is not a number');
  await field.fill(
    `a;b;kind\n${Array.from({ length: 40 }, (_, i) => `${i};${i % 7};${i < 20 ? 'cat' : 'dog'}`).join('\n')}`,
  );
  await data.getByRole('button', { name: 'Use this table' }).click();
  await expect(data.getByRole('status')).toContainText(
    '40 rows were read, under the header a, b, kind: classes cat, dog',
  );
  await runOf(figure(page)).click();
  await expect(says(page)).toContainText(/of 20 are in|of 20 and/);
  await runOf(figure(page)).click();

  await data.getByRole('button', { name: 'All away' }).click();
  await expect(says(page)).toContainText('There is nothing to learn yet');
  await data.getByRole('button', { name: 'Draw points' }).click();
  const disc = figure(page).getByRole('slider', { name: /point looked at/ });
  for (const [kind, key] of [
    ['triangles', 'ArrowLeft'],
    ['discs', 'ArrowRight'],
    ['triangles', 'ArrowLeft'],
    ['discs', 'ArrowRight'],
  ]) {
    await data.getByRole('radio', { name: kind }).check({ force: true });
    for (let i = 0; i < 5; i++) await disc.press(key);
    await data.getByRole('button', { name: 'Put it at the disc' }).click();
  }
  await expect(data).toContainText('4 points of your own');
  // They are there after a reload, and so is what is learnt from them.
  await expect(page).toHaveURL(/playground\.set=own/);
  const before = await says(page).innerText();
  expect(before).toContain('of 2');
  await page.reload();
  await expect(says(page)).toHaveText(before);
  const again = await drawer(page, 'Data');
  await expect(again).toContainText('4 points of your own. This browser keeps them');
  await again.getByRole('button', { name: 'Draw points' }).click();
  // A hand that sweeps over the map puts several.
  await figure(page).locator('.press').scrollIntoViewIfNeeded();
  const square = await figure(page).locator('.press').boundingBox();
  if (!square) throw new Error('the map is not there');
  await page.mouse.move(square.x + 40, square.y + 40);
  await page.mouse.down();
  await page.mouse.move(square.x + 100, square.y + 40, { steps: 30 });
  await page.mouse.up();
  await page.mouse.move(square.x + 100, square.y + 100);
  await expect(again).toContainText('10 points of your own');
});

test('where nothing may be kept, own points last until the page is left, and that is said', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Storage is full.', 'QuotaExceededError');
    };
  });
  await start(page);
  const data = await drawer(page, 'Data');
  await data.getByRole('textbox', { name: /Or paste a table/ }).fill('1,2,a\n2,3,b\n3,4,a\n5,4,b');
  await data.getByRole('button', { name: 'Use this table' }).click();
  await expect(data).toContainText('4 points of your own. This browser has no room for them');
});

test('the run is taken away and brought back, with the same next step', async ({ page }) => {
  const steps = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const at = await shown(page);
      await figure(page).getByRole('button', { name: 'Step', exact: true }).click();
      await expect.poll(() => shown(page)).toBe(at + 1);
    }
  };
  await start(page, '?v=1&playground.optimizer=adam&playground.dropout=20');
  await steps(2);
  const take = await drawer(page, 'Take it with you');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    take.getByRole('button', { name: 'Run, to go on later' }).click(),
  ]);
  const file = readFileSync(await download.path());
  await steps(1);
  const next = (await says(page).innerText()).replace(/^After .*?,/, '');
  await start(page);
  const again = await drawer(page, 'Take it with you');
  await again
    .locator('input[type=file]')
    .setInputFiles({ name: 'run.safetensors', mimeType: 'application/octet-stream', buffer: file });
  await expect(again.getByRole('status')).toContainText('training goes on after 20 updates');
  await expect(page).toHaveURL(/playground\.optimizer=adam/);
  await steps(1);
  expect((await says(page).innerText()).replace(/^After .*?,/, '')).toBe(next);
  const [script] = await Promise.all([
    page.waitForEvent('download'),
    again.getByRole('button', { name: 'PyTorch script' }).click(),
  ]);
  expect(readFileSync(await script.path(), 'utf8')).toContain('torch.optim.Adam');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the map is drawn in the book's colours: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await start(page);
    const off = () =>
      figure(page)
        .locator('.square canvas')
        .evaluate((canvas: HTMLCanvasElement) => {
          const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
          const context = copy.getContext('2d', { willReadFrequently: true });
          context?.drawImage(canvas, 0, 0);
          const pixel = (x: number, y: number) => [
            ...(context?.getImageData(x * (canvas.width - 1), y * (canvas.height - 1), 1, 1).data.slice(0, 3) ?? []),
          ];
          const named = (name: string) => {
            const probe = document.body.appendChild(document.createElement('i'));
            probe.style.color = `var(--${name})`;
            const colour = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
            probe.remove();
            return colour;
          };
          const [paper, plus, minus] = [named('paper'), named('plus'), named('minus')];
          /** How far a colour is from the nearest mixture of the paper and another colour. */
          const from = (colour: number[], other: number[]) => {
            const along = other.map((c, i) => c - paper[i]);
            const length = along.reduce((sum, c) => sum + c * c, 0);
            const share = colour.reduce((sum, c, i) => sum + (c - paper[i]) * along[i], 0) / length;
            return Math.hypot(...colour.map((c, i) => c - paper[i] - Math.max(0, share) * along[i]));
          };
          const left = pixel(0.02, 0.5);
          const right = pixel(0.98, 0.5);
          const depth = Math.hypot(...right.map((c, i) => c - paper[i]));
          return { left: from(left, plus), right: from(right, minus), isTinted: depth > 10 };
        });
    await expect.poll(async () => (await off()).isTinted).toBe(true);
    const { left, right } = await off();
    expect(left).toBeLessThan(6);
    expect(right).toBeLessThan(6);
  });

test('ten thousand rows are pasted, read and learnt', async ({ page }) => {
  await start(page);
  const data = await drawer(page, 'Data');
  const table = Array.from({ length: 10_000 }, (_, i) => `${i % 97},${i % 89},${i % 97 < 40 ? 'few' : 'many'}`);
  await data.getByRole('textbox', { name: /Or paste a table/ }).evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, table.join('\n'));
  await data.getByRole('button', { name: 'Use this table' }).click();
  await expect(data.getByRole('status')).toContainText('10000 rows were read: classes few, many');
  await expect(figure(page)).toContainText('250 points of a kind are drawn, taken by lot; the net has all 10000');
  await figure(page).getByRole('button', { name: 'Step', exact: true }).click();
  await expect(says(page)).toContainText('After 1 epoch');
});

test('a part that does not arrive says so, and nothing else is lost', async ({ page, troubles }) => {
  await start(page);
  await page.route(/Spreads/, (route) => route.abort());
  const spreads = await drawer(page, 'Activations and gradients');
  await expect(spreads).toContainText('This part could not be fetched');
  troubles.splice(0); // that it did not arrive
});
