// What a reader does, in words: open a page with everything on it awake, find a figure, know a control's value.
import { expect, type ElementHandle, type Locator, type Page } from '@playwright/test';

/** Opens a page and scrolls through it, so that every figure on it has come near the screen and is awake. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await layOut(page);
  await awake(page);
}

/** A reader sees what is near the window, and a browser lays out no more of a chapter; a test looks at all of it at once. */
export const layOut = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const section of document.querySelectorAll<HTMLElement>('.chapter > section'))
      section.style.contentVisibility = 'visible';
  });

/** Scrolls through a page and back, until every figure on it is awake. */
export async function awake(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise(requestAnimationFrame);
    for (const figure of document.querySelectorAll('astro-island, figure.figure')) {
      figure.scrollIntoView({ block: 'center', behavior: 'instant' });
      await nextFrame();
      await nextFrame();
    }
  });
  await expect(page.locator('astro-island[ssr], .embed-figure:not([data-awake])')).toHaveCount(0);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
}

export const figureOn = (page: Page, id: string): Locator => page.locator(`figure#${id}`);

/** Everything in a figure that behaves like a slider: range inputs, and handles in a plot. */
export const slidersOf = (figure: Locator): Locator =>
  figure.locator('input[type=range], [role=slider]').and(figure.page().locator(':visible'));

/** The button that sets a figure going, whatever its word for that; a figure without a run has none. */
export const runOf = (figure: Locator): Locator => figure.locator('.transport .go');

/** Everything that a figure shows at present: its drawing and its sentence. */
export const picture = async (figure: Locator): Promise<string> =>
  (await figure.locator('.stage').innerHTML()) + (await figure.locator('.say').first().innerText());

/** What a slider says of itself, to the eye or to a screen reader. */
export const readingOf = (slider: Locator | ElementHandle<Element>): Promise<string> => {
  const read = (element: Element) =>
    [
      element instanceof HTMLInputElement ? element.value : element.getAttribute('aria-valuenow'),
      element.getAttribute('aria-valuetext'),
    ].join(' ');
  return 'asElement' in slider ? slider.evaluate(read) : slider.evaluate(read);
};

/** The first slider that an arrow key can move, moved by one step; undefined when the figure has none. */
export async function nudge(figure: Locator): Promise<Locator | undefined> {
  for (const slider of await slidersOf(figure).all()) {
    const before = await readingOf(slider);
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
      await slider.press(key);
      if ((await readingOf(slider)) !== before) return slider;
    }
  }
  return undefined;
}
