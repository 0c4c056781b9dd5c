// Every control of every figure, without a mouse: Tab reaches all of them in reading order, keys move what slides, the page
// stays where it is, and what cannot be is refused in words.
import { embed, figures } from './pages.ts';
import { faults } from './faults.ts';
import { figureOn, open, readingOf, slidersOf } from './reading.ts';
import { expect, test } from './test.ts';

test.use({ reuseContext: true, viewport: { width: 1280, height: 480 } }); // low, so that a page could scroll

for (const id of figures) {
  test(`${id}: Tab reaches every control; keys move what slides; nonsense is refused`, async ({ page }) => {
    await open(page, embed(id));
    await test.step('Tab reaches every control, in reading order, and leaves again', async () => {
      const controls = await page.locator(`figure#${id}`).evaluateHandle((figure) => {
        const focusable =
          'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';
        const passed = (one: Element) => one instanceof HTMLInputElement && one.type === 'radio' && !one.checked;
        return [...figure.querySelectorAll(focusable)].filter((one) => one.checkVisibility() && !passed(one));
      });
      const count = await controls.evaluate((all) => all.length);
      expect(count).toBeGreaterThan(0);
      const met: number[] = [];
      for (let presses = 0; presses < count + 40; presses++) {
        await page.keyboard.press('Tab');
        const index = await controls.evaluate(
          (all, none) => (document.activeElement ? all.indexOf(document.activeElement) : none),
          -1,
        );
        if (index >= 0) met.push(index);
        else if (met.length) break;
      }
      expect.soft(met, 'Tab').toEqual([...Array(count).keys()]);
    });
    // Tab has changed nothing but the focus.
    await test.step('keys move every slider and handle, and nothing else', async () => {
      for (const slider of await slidersOf(figureOn(page, id)).all()) {
        await slider.scrollIntoViewIfNeeded();
        await slider.focus();
        const scroll = () => page.evaluate(() => scrollY);
        const before = await scroll();
        const name = await slider.evaluate((one) => one.getAttribute('aria-label') ?? one.id);
        const read = async (key: string) => {
          await slider.press(key);
          return readingOf(slider);
        };
        const least = await read('Home');
        const [up, fine] = [await read('ArrowRight'), await read('Shift+ArrowRight')];
        const page1 = await read('PageUp');
        const most = await read('End');
        const [down, back] = [await read('ArrowLeft'), await read('PageDown')];
        const readings = { least, up, fine, page1, most, down, back };
        for (const [a, b] of [
          ['least', 'up'],
          ['up', 'page1'],
          ['least', 'most'],
          ['most', 'down'],
          ['down', 'back'],
        ] as const) {
          expect(readings[a], `${name}: ${a} and ${b} differ`).not.toBe(readings[b]);
        }
        expect(await scroll(), `${name}: the page stays`).toBe(before);
      }
    });
    const figure = figureOn(page, id);
    if ((await slidersOf(figure).count()) > 0)
      await test.step('sliders moved leave no fault', async () => expect.soft(await faults(page)).toEqual([]));
    const field = figure.locator('input.number:visible').first();
    if ((await field.count()) === 0) return;
    await test.step('a number field refuses what cannot be', async () => {
      const before = await field.inputValue();
      for (const nonsense of ['seven', '1e999', '0x10', '']) {
        await field.fill(nonsense);
        await field.press('Enter');
        await expect(field).toHaveAttribute('aria-invalid', 'true');
      }
      await expect(figure.locator('.refusal').first()).toContainText('still at');
      expect(await faults(page)).toEqual([]);
      await field.fill(before);
      await field.press('Enter');
      await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    });
  });
}
