// The charts that the text may show by name, drawn when the book is built: `<Chart of="digits.loss" …>`. Their numbers
// come from the engine and its records. Only Chart.astro may import this: Observable Plot comes with it.
import type { StaticChart } from '../charts/static-plot.ts';
import { digitCharts } from './digit-charts.ts';
import { lossCharts } from './loss-charts.ts';
import { measuredCharts } from './measured-charts.ts';
import { transformerCharts } from './transformer-charts.ts';

const charts: Readonly<Record<string, () => StaticChart>> = {
  ...digitCharts,
  ...measuredCharts,
  ...lossCharts,
  ...transformerCharts,
};

export function chartOf(name: string): StaticChart {
  if (Object.hasOwn(charts, name)) return charts[name]();
  throw new Error(`unknown chart "${name}"; there are ${Object.keys(charts).join(', ')}`);
}
