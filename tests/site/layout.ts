// Whether what is on a page, or on a sheet of paper, has room there. Each fault is a line to read.
import type { Page } from '@playwright/test';

/** Visible things that stick out sideways, and texts cut off by their own box. What scrolls by itself may be wide. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const isPaper = matchMedia('print').matches;
    const mayBeWide = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement) if (scrolls(at) && !isPaper) return true;
      return element.closest('.katex-mathml, .vh, [aria-hidden=true]:not(.katex-html, .katex-html *)') !== null;
    };
    const isCut = (element: Element) => {
      const { overflowX } = getComputedStyle(element);
      return overflowX !== 'visible' && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
    };
    return [...document.querySelectorAll('main *')]
      .filter((element) => element instanceof HTMLElement && element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => (element.getBoundingClientRect().right > width + 1 || isCut(element)) && !mayBeWide(element))
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.trim().slice(0, 60)}`);
  });
