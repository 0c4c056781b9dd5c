// What axe finds wrong with a page as it stands, as lines to read. The rules are those of WCAG 2.2 AA and best practice.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function faults(page: Page, within?: string): Promise<string[]> {
  // What passed needs no words; and no page has a foreign frame, for which alone axe would open a tab to sum up in.
  const options = { runOnly: { type: 'tag' as const, values: tags }, resultTypes: ['violations' as const] };
  const builder = new AxeBuilder({ page }).options(options).setLegacyMode();
  const { violations } = await (within ? builder.include(within) : builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} – ${failureSummary}`),
  );
}
