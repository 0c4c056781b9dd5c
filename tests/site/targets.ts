// What can be pressed and is too small for it: 24 px for a mouse, 44 px where fingers press. Links inside running text are
// excepted, as WCAG does.
import type { Page } from '@playwright/test';

/** Controls whose box, or whose label's box, is smaller than `least` either way. */
export const small = (page: Page, least: number) =>
  page.evaluate((least) => {
    const selector =
      'button:enabled, input, select, textarea, summary, [role=slider], [role=switch], [role=radio], [role=tab], nav a[href]';
    /** Words of a sentence, and the knots of one drawn line, of which only the present one takes the focus. */
    const isExcepted = (one: Element) => {
      // The full stop after a word with a card is tied to it by a span of the two (components/markdown/formulas.ts).
      const sentence = one.matches('.term') ? one.parentElement?.closest(':not(.nw)') : one.parentElement;
      const besides = [...(sentence?.childNodes ?? [])].some(
        (node) => node.nodeType === 3 && /\w/.test(node.textContent ?? ''),
      );
      return (getComputedStyle(one).display.startsWith('inline') && besides) || one.getAttribute('tabindex') === '-1';
    };
    return [...document.querySelectorAll(selector)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isExcepted(one))
      .map((one) => {
        const own = one.getBoundingClientRect();
        const label =
          one instanceof HTMLInputElement && /radio|checkbox/.test(one.type)
            ? one.labels?.[0]?.getBoundingClientRect()
            : undefined;
        const box = label ?? own;
        return { box, what: one.outerHTML.slice(0, 120) };
      })
      .filter(({ box }) => box.width > 1 && (box.width < least - 0.5 || box.height < least - 0.5))
      .map(({ box, what }) => `${box.width.toFixed(0)} × ${box.height.toFixed(0)}: ${what}`);
  }, least);
