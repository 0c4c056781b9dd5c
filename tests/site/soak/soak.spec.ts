// Ten minutes of a seeded monkey on every chapter in turn, figures training meanwhile: no error, nothing unsayable on the
// screen, and no leak: once warm, the heap stays flat within ten per cent.
import { chapters } from '../pages.ts';
import { monkey } from '../monkey.ts';
import { open } from '../reading.ts';
import { expect, test } from '../test.ts';

const minutes = Number(process.env.SOAK_MINUTES ?? 10);

for (const chapter of chapters) {
  test(`${chapter} bears ${(minutes / chapters.length).toFixed(1)} minutes`, async ({ page }) => {
    test.setTimeout(0);
    await open(page, chapter);
    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
    };
    const figures = await page.locator('figure.figure').all();
    const end = Date.now() + (minutes / chapters.length) * 60_000;
    const warm = Date.now() + 0.3 * (end - Date.now());
    const sizes: number[] = [];
    for (let round = 1; Date.now() < end; round++) {
      for (const figure of figures) await monkey(figure, round, 25);
      for (const figure of figures) await figure.getByRole('button', { name: 'Reset' }).click({ timeout: 3000 });
      if (Date.now() > warm) sizes.push(await heap());
    }
    console.log(`${chapter}: heap ${sizes.map((size) => size.toFixed(1)).join(', ')} MiB`);
    expect(sizes.at(-1)! / sizes[0]).toBeLessThan(1.1); // at least one round after warming
  });
}
