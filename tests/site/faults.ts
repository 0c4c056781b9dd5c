// What axe finds wrong with a page as it stands, as lines to read. The rules are those of WCAG 2.2 AA and best practice.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that depend on the colour scheme; all others say the same of a page in light and in dark. */
const ofColours = ['color-contrast', 'link-in-text-block'];

export async function faults(page: Page, rules: 'all' | 'of colours' = 'all'): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules === 'all' ? builder.withTags(tags) : builder.withRules(ofColours)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} – ${failureSummary}`),
  );
}
