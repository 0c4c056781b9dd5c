// The charts that are drawn at build: plain SVG in the book's classes, and the numbers that the engine and its records have.
import { describe, expect, test } from 'vitest';
import { papers, staticPlot } from '../../components/charts/static-plot.ts';
import { chartOf } from '../../components/prose/charts.ts';
import { digitCharts } from '../../components/prose/digit-charts.ts';
import { measuredCharts } from '../../components/prose/measured-charts.ts';
import { digitFacts } from '../../engine/data/digit-facts.ts';

const names = Object.keys({ ...digitCharts, ...measuredCharts });

describe.each(names)('%s', (name) => {
  const chart = chartOf(name);

  test.each(papers)('is drawn for $width px without styles, names or ids of Plot’s own', (paper) => {
    const svg = staticPlot(chart.draw(paper), paper, 'here');
    expect(svg).toMatch(/^<svg [^>]*class="plot"/);
    expect(svg).not.toMatch(/<style|aria-label|plot-clip|NaN/);
    expect([...svg.matchAll(/ id="([^"]+)"/g)].filter(([, id]) => !id.startsWith('here-'))).toEqual([]);
    expect(staticPlot(chart.draw(paper), paper, 'here')).toBe(svg);
  });

  test('its table has a cell for every column', () => {
    const { columns, rows } = chart.table;
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });
});

test('the mistakes of the classes add up to those on the model card', () => {
  const { columns, rows } = chartOf('digits.mistakes').table;
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[columns.indexOf(column)]), 0);
  expect(sum('of')).toBe(digitFacts.heldOut.of);
  expect(sum('wrong')).toBe(digitFacts.heldOut.of - digitFacts.heldOut.right);
});

test('the classes add up to all of MNIST', () => {
  expect(chartOf('mnist.classes').table.rows.at(-1)).toEqual(['all', '60,000', '10,000']);
});

test('an unknown chart is refused by name', () => {
  expect(() => chartOf('digits.lost')).toThrow('unknown chart "digits.lost"');
});
