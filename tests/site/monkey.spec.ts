// Every figure, every control, at random from a seed: no error, nothing unsayable on the screen. `npm run soak` is the long one.
import { embed, figures } from './pages.ts';
import { monkey } from './monkey.ts';
import { figureOn, open } from './reading.ts';
import { test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

for (const [i, id] of figures.entries()) {
  test(`${id} bears a monkey`, async ({ page }) => {
    test.slow();
    await open(page, embed(id));
    await monkey(figureOn(page, id), i + 1, 60);
  });
}
