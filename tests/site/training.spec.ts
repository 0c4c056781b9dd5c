// While a figure runs, the page stays free: on a processor four times slower, no task of the main thread takes 50 ms.
// Runs alone, after the other browser tests (see the configuration).
import { embed, figures } from './pages.ts';
import { figureOn, open, runOf } from './reading.ts';
import { expect, test } from './test.ts';

const slowDown = 4;
const seconds = 3;

for (const id of figures) {
  test(`${id} runs without a long task`, async ({ page }) => {
    await open(page, embed(id));
    const run = runOf(figureOn(page, id));
    test.skip((await run.count()) === 0, 'this figure does not run');
    const session = await page.context().newCDPSession(page);
    await run.scrollIntoViewIfNeeded();
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.evaluate(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
      Object.assign(window, { tasks });
    });
    await run.click();
    await page.waitForTimeout(seconds * 1000);
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    expect(tasks.filter((duration) => duration > 50)).toEqual([]);
  });
}
