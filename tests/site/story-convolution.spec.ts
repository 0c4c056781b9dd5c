// Chapter 12 as it asks to be read: the window's sum by hand, kernels by name and of one's own, an image that stays in the
// page, the corner of a seven and its pooled map. What is asserted is what the text claims.
import type { Locator } from '@playwright/test';
import { figureOn, open } from './reading.ts';
import { expect, test } from './test.ts';

const chapter = '/chapters/convolution/';
const say = (figure: Locator) => figure.locator('.say').first();
const pick = (figure: Locator, name: string) => figure.getByRole('radio', { name, exact: true }).check({ force: true });
const done = (figure: Locator) => figure.locator('.challenge.done');
const number = (text: string) => Number(text.replace('−', '-').replace(/[^\d.-]/g, ''));

/** Types nine weights, row by row. */
async function type(lab: Locator, weights: readonly number[]) {
  for (const [i, weight] of weights.entries()) {
    const field = lab.locator(`#kernel-lab-weight-${i}`);
    await field.fill(String(weight));
    await field.press('Enter');
    await field.blur();
  }
}

/** How often each shade of grey occurs in a canvas, most frequent first. */
const shades = (canvas: Locator) =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const data = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? [];
    const counts = new Map<number, number>();
    for (let i = 0; i < data.length; i += 4) counts.set(data[i], (counts.get(data[i]) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  });

test('nine products are the pixel; kernels by name and by hand; windows that stride', async ({ page }) => {
  await open(page, chapter);
  const lab = figureOn(page, 'kernel-lab');
  const products = await lab.locator('.product').allInnerTexts();
  const sum = products.reduce((total, product) => total + number(product), 0);
  expect(sum).toBeCloseTo(number(await lab.locator('.total b').innerText()), 6);
  await expect(say(lab)).toContainText('126 × 94');

  // Even ground: weights that sum to 0 make it grey, weights that sum to 1 leave it.
  await lab.getByRole('button', { name: 'upright edges' }).click();
  await expect(lab.locator('#kernel-lab-weight-3')).toHaveValue('−1.0');
  await lab.getByRole('button', { name: 'blur' }).click();
  await expect(lab.locator('.scale')).toContainText('white: 1');

  await type(lab, [0.5, 1, 0.5, 0, 0, 0, -0.5, -1, -0.5]);
  await expect(done(lab)).toHaveCount(1);
  await expect(page.locator('book-exercise[id="ex:darker"]')).toHaveAttribute('data-verdict', 'right');

  const before = await say(lab).innerText();
  await lab.getByRole('slider', { name: 'window on the picture' }).press('ArrowRight');
  await expect(say(lab)).not.toHaveText(before);
  await pick(lab.getByRole('radiogroup', { name: 'Stride' }), '2');
  await expect(say(lab)).toContainText('63 × 47');
});

test('an image of one’s own is filtered in the page and sent nowhere; what is no image is refused in words', async ({
  page,
}) => {
  await open(page, chapter);
  const lab = figureOn(page, 'kernel-lab');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('blob:')) sent.push(request.url());
  });
  const png = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [400, 200];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = 'white';
    context.fillRect(0, 0, 400, 200);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer())];
  });
  const field = lab.locator('input[type=file]');
  await field.setInputFiles({ name: 'white.png', mimeType: 'image/png', buffer: Buffer.from(png) });
  await expect(say(lab)).toContainText('your own image');
  expect(await shades(lab.locator('.finder canvas'))).toEqual([[255, 128 * 96]]);

  await field.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await expect(lab.locator('.refused')).toContainText('not an image');
  await field.setInputFiles({ name: 'torn.png', mimeType: 'image/png', buffer: Buffer.from(png.slice(0, 40)) });
  await expect(lab.locator('.refused')).toContainText('could not be read');
  await field.setInputFiles({ name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('') });
  await expect(lab.locator('.refused')).toContainText('empty');
  await expect(say(lab)).toContainText('your own image');

  await lab.getByRole('button', { name: 'Back to the photograph' }).click();
  await expect(say(lab)).toContainText('cat');
  expect(sent).toEqual([]);
});

test('a corner of eighteen products; pooled, it follows a move by two and not by one; its field is six wide', async ({
  page,
}) => {
  await open(page, chapter);
  const maps = figureOn(page, 'channels-and-pooling');
  await expect(say(maps)).toContainText('1.325');
  const pixel = maps.getByRole('slider', { name: 'pixel of the corner map' });
  await pixel.press('ArrowLeft');
  await expect(say(maps)).toContainText('ReLU makes that 0');
  await expect(done(maps)).toHaveCount(1);

  await pick(maps, 'Pooling');
  const moved = maps.getByRole('radiogroup', { name: 'Seven moved' });
  await pick(moved, '1 px');
  await expect(say(maps)).toContainText('moved by 1; the pooled map by 1 of its pixels, worth 2');
  await pick(moved, '2 px');
  await expect(say(maps)).toContainText('moved by 2; the pooled map by 1 of its pixels, worth 2');
  await expect(page.locator('book-exercise[id="ex:together"]')).toHaveAttribute('data-verdict', 'right');

  await pick(maps, 'What a pixel sees');
  await expect(say(maps)).toContainText('6 × 6 of the picture');
});
