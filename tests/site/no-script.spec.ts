// Without JavaScript a page is complete: its text, a drawing of every figure, every answer; and no control that is dead.
import { pages } from './pages.ts';
import { layOut } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true, javaScriptEnabled: false });

for (const address of pages) {
  test(`${address} is whole without scripts`, async ({ page }) => {
    await page.goto(address);
    await layOut(page);
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(40);
    for (const figure of await page.locator('figure.figure').all()) {
      const name = await figure.getAttribute('id');
      const drawings = await figure.locator('.stage').locator('svg, canvas, img').all();
      const sizes = await Promise.all(drawings.map((drawing) => drawing.boundingBox()));
      expect(
        sizes.some((box) => box && box.width > 100 && box.height > 60),
        `${name} is drawn`,
      ).toBe(true);
      expect((await figure.locator('.say').first().innerText()).length, `${name} says something`).toBeGreaterThan(20);
    }
    const answers = page.locator('details.answer, book-exercise details.hint');
    const silent = await answers.evaluateAll((all) =>
      all
        .filter((one) => !one.querySelector('summary')?.checkVisibility() || (one.textContent?.trim().length ?? 0) < 20)
        .map((one) => one.outerHTML),
    );
    expect(silent).toEqual([]);
    if (await answers.count()) {
      await answers.first().locator('summary').click();
      await expect(answers.first().locator('.body')).toBeVisible();
    }
    // A term's card opens without scripts; a blank can be written in, as on paper.
    const dead = page.locator(
      'button:not([popovertarget]), input:not([type=checkbox], [type=radio], book-blank *), select, textarea, [role=slider], [role=switch]',
    );
    expect(
      await dead.and(page.locator(':visible')).evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 120))),
    ).toEqual([]);
  });
}
