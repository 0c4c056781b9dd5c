// Training lives in the worker: the cover learns there, even when the network has gone; a wait for it is drawn, in the place of
// the sentence; and a run is announced at its start, on its way and at its end.
import type { Page } from '@playwright/test';
import { embed } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const id = 'three-neurons';
const progress = (page: Page) => figureOn(page, id).getByText(/^Shown: step/);

test('the cover is trained by the worker, also offline', async ({ page, context }) => {
  await page.addInitScript(() => {
    const answers = { count: 0 };
    window.Worker = class extends Worker {
      constructor(...address: ConstructorParameters<typeof Worker>) {
        super(...address);
        this.addEventListener('message', () => answers.count++);
      }
    };
    Object.assign(window, { answers });
  });
  await Promise.all([page.waitForEvent('worker'), open(page, embed(id))]);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await runOf(figureOn(page, id)).click();
  await expect(progress(page)).toHaveText(/step (1[0-9]|[2-9][0-9]|1\d\d) of/);
  const answers = () => page.evaluate(() => (window as unknown as { answers: { count: number } }).answers.count);
  expect(await answers()).toBeGreaterThan(5);
});

test("the page's policy lets its worker compile WebAssembly, which the fast kernels need", async ({ page }) => {
  const script = 'postMessage(typeof new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])))';
  await page.route('**/compiles.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await open(page, embed(id));
  const answer = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const worker = new Worker('/compiles.js', { type: 'module' });
        worker.addEventListener('message', ({ data }) => resolve(data));
        worker.addEventListener('error', ({ message }) => resolve(message));
      }),
  );
  expect(answer).toBe('object');
});

test('a wait is drawn, and nothing moves for it', async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = class extends EventTarget {
      postMessage() {}
      terminate() {}
    } as unknown as typeof Worker;
  });
  await open(page, embed(id));
  const figure = figureOn(page, id);
  const height = () => figure.evaluate((element) => element.getBoundingClientRect().height);
  const before = await height();
  await runOf(figure).click();
  await expect(figure.getByText('Starting the engine…')).toBeVisible();
  expect(await height()).toBe(before);
  await runOf(figure).click();
  await expect(figure.getByText('Starting the engine…')).toBeHidden();
});

test('a run is announced at its start, on its way, and at its end', async ({ page }) => {
  await open(page, embed(id));
  await page.evaluate(() => {
    const said: string[] = [];
    new MutationObserver((changes) => {
      for (const { target } of changes)
        if (target instanceof Element && target.role === 'status' && target.textContent) said.push(target.textContent);
    }).observe(document.body, { subtree: true, childList: true });
    Object.assign(window, { said });
  });
  await runOf(figureOn(page, id)).click();
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await expect.poll(async () => (await said()).length, { timeout: 15_000 }).toBe(3);
  const [start, milestone, end] = await said();
  expect(start).toBe('Running.');
  expect(milestone).toMatch(/^Step \d+: \d+ of 60 points right\.$/);
  expect(end).toMatch(/^\d+ of 60 points right\.$/);
});
