// Exercises and predictions of every chapter: a wrong and a right answer each get their verdict, the page stays without
// fault, answers outlive a reload and a page translation, and what a reader types is never taken for HTML.
import type { Locator, Page } from '@playwright/test';
import { faults } from './faults.ts';
import { chapters } from './pages.ts';
import { open } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true }); // see test.ts

interface Task {
  answer: number | string;
  tolerance: number;
  right: number[];
}

const checkable = 'book-exercise:is([data-kind=number], [data-kind=expression], [data-kind=choice])';

/** Answers an exercise rightly or wrongly, by what the page itself says of the answer. */
async function answer(exercise: Locator, rightly: boolean): Promise<void> {
  const task = JSON.parse((await exercise.getAttribute('data-task')) ?? '{}') as Task;
  const kind = await exercise.getAttribute('data-kind');
  if (kind === 'choice') {
    const options = exercise.locator('.pick input');
    for (let i = 0; i < (await options.count()); i++) {
      const isPicked = task.right.includes(i) === rightly;
      const isRadio = (await options.nth(i).getAttribute('type')) === 'radio';
      if (isPicked || !isRadio) await options.nth(i).setChecked(isPicked, { force: true });
    }
  } else {
    const right = String(task.answer);
    const wrong = kind === 'number' ? String(Number(task.answer) * 7 + 1000 * task.tolerance + 13) : `12345 + ${right}`;
    await exercise.locator('form input').fill(rightly ? right : wrong);
  }
  await exercise.getByRole('button', { name: 'Check' }).click();
}

/** What a browser's page translation does: every text wrapped in <font> elements. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts.filter(
      ({ data, parentElement }) => data.trim() && !parentElement?.closest('svg, script, style, .katex'),
    )) {
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      text.replaceWith(outer);
      outer.append(inner);
      inner.append(text.data);
    }
  });

for (const chapter of chapters) {
  test(`${chapter}: predictions and exercises answer, keep what was right, and take what is typed for text`, async ({
    page,
  }) => {
    test.slow();
    await open(page, chapter);
    await test.step('a prediction answers every choice and never gates', async () => {
      for (const prediction of await page.locator('book-predict').all()) {
        const explanation = prediction.locator('details.answer');
        await explanation.locator('summary').click();
        await expect(explanation.locator('.body')).toBeVisible();
        for (const choice of await prediction.locator('.pick').all()) {
          await choice.click();
          await prediction.getByRole('button', { name: 'See what happens' }).click();
          expect((await prediction.locator('.outcome').innerText()).length).toBeGreaterThan(10);
        }
        const handle = prediction.locator('[role=slider]').first();
        if ((await handle.count()) === 0) continue;
        for (const key of ['ArrowRight', 'ArrowUp', 'End']) await handle.press(key);
        await prediction.getByRole('button', { name: 'See what happens' }).click();
        expect((await prediction.locator('.outcome').innerText()).length).toBeGreaterThan(10);
      }
      expect.soft(await faults(page), 'after predictions').toEqual([]);
    });
    await test.step('what a reader types is text', async () => {
      const forms = page.locator('book-exercise form').filter({ has: page.locator('input[type=text]') });
      for (const one of await forms.all()) {
        for (const typed of ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '(((((', '1e400', '']) {
          await one.locator('input').fill(typed);
          await one.getByRole('button', { name: 'Check' }).click();
          expect(await page.locator('img[src=x]').count()).toBe(0);
        }
      }
    });
    await test.step('wrong and right answers are told apart, kept, and leave no fault', async () => {
      const exercises = await page.locator(checkable).all();
      expect(exercises.length).toBeGreaterThanOrEqual(3);
      for (const exercise of exercises) {
        await answer(exercise, false);
        await expect(exercise).toHaveAttribute('data-verdict', /off|near/);
        expect((await exercise.locator('.outcome').innerText()).length).toBeGreaterThan(10);
      }
      expect.soft(await faults(page), 'after wrong answers').toEqual([]);
      for (const exercise of exercises) {
        await answer(exercise, true);
        await expect(exercise).toHaveAttribute('data-verdict', 'right');
      }
      expect.soft(await faults(page), 'after right answers').toEqual([]);
      await page.reload();
      for (const exercise of exercises) await expect(exercise).toHaveAttribute('data-verdict', 'right');
    });
  });

  test(`${chapter}: a translated page still judges`, async ({ page }) => {
    await open(page, chapter);
    await translate(page);
    const exercise = page.locator(checkable).first();
    await answer(exercise, false);
    await expect(exercise).toHaveAttribute('data-verdict', /off|near/);
    await answer(exercise, true);
    await expect(exercise).toHaveAttribute('data-verdict', 'right');
  });
}
