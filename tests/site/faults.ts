// What axe finds wrong with a page as it stands, as lines to read. The rules are those of WCAG 2.2 AA and best practice. The
// script goes into a page once, and runs there as often as it is asked: no page has a frame, in which it would have to run too.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function faults(page: Page, within?: string): Promise<string[]> {
  expect(page.frames(), 'frames are not looked into').toHaveLength(1);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(script);
  const violations = await page.evaluate(
    async ({ tags, within }) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe;
      // What passed needs no words.
      const options = { runOnly: { type: 'tag' as const, values: tags }, resultTypes: ['violations' as const] };
      return (await run(within ?? document, options)).violations.map(({ id, nodes }) => ({ id, nodes }));
    },
    { tags, within },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} – ${failureSummary}`),
  );
}
