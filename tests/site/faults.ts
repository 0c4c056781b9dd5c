// What axe finds wrong with a page as it stands, as lines to read. The rules are those of WCAG 2.2 AA and best practice.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const faults = (page: Page): Promise<string[]> => found(page, { type: 'tag', values: tags });

/** Those that depend on colours: all that can differ between light and dark. */
export const faultsOfColour = (page: Page): Promise<string[]> =>
  found(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] });

async function found(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<string[]> {
  // What passed needs no words; and no page has a foreign frame, for which alone axe would open a tab to sum up in.
  const builder = new AxeBuilder({ page }).options({ runOnly, resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} – ${failureSummary}`),
  );
}
