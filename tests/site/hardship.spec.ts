// Browsers that refuse things: no workers, a worker that dies, storage that is forbidden or full. Each has a way on.
import { chapters, embed, pages, running } from './pages.ts';
import { figureOn, open, picture, runOf } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

for (const id of running) {
  test(`${id} runs without workers`, async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
    await open(page, embed(id));
    const figure = figureOn(page, id);
    const before = await picture(figure);
    await runOf(figure).click();
    await expect.poll(() => picture(figure)).not.toBe(before);
  });

  test(`${id} outlives its worker`, async ({ page }) => {
    test.slow();
    await page.addInitScript(() => {
      const workers: Worker[] = [];
      window.Worker = class extends Worker {
        constructor(...address: ConstructorParameters<typeof Worker>) {
          super(...address);
          workers.push(this);
        }
      };
      Object.assign(window, { workers });
    });
    await open(page, embed(id));
    const figure = figureOn(page, id);
    const before = await picture(figure);
    await runOf(figure).click();
    await expect.poll(() => picture(figure)).not.toBe(before); // it is at work
    const count = await page.evaluate(() => {
      const { workers } = window as unknown as { workers: Worker[] };
      for (const worker of workers) {
        worker.terminate();
        worker.dispatchEvent(new ErrorEvent('error', { message: 'killed by a test' }));
      }
      return workers.length;
    });
    test.skip(count === 0, 'this figure computes in the page');
    const mend = figure.getByRole('button', { name: 'Replace the fuse' });
    await expect(mend).toBeVisible({ timeout: 15_000 });
    await mend.click();
    await expect(mend).toBeHidden();
    const mended = await picture(figure);
    await expect.poll(() => picture(figure)).not.toBe(mended);
  });
}

const hardships = {
  forbidden: () => {
    const refuse = () => {
      throw new DOMException('Storage is forbidden here.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
  },
  full: () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Storage is full.', 'QuotaExceededError');
    };
  },
};

for (const [name, hardship] of Object.entries(hardships)) {
  for (const address of [...chapters, ...pages.filter((page) => page === '/')]) {
    test(`${address} works with storage ${name}`, async ({ page }) => {
      await page.addInitScript(hardship);
      await open(page, address);
      const light = page
        .getByRole('button', { name: /dark|light/i })
        .and(page.locator(':visible'))
        .first();
      if (await light.count()) await light.click();
    });
  }
}
