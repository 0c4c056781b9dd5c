// The chart of chapter 5: one neuron, its weights and bias multiplied by larger and larger factors, on the forty digits of
// chapter 2. Its loss falls and rises again while the number of its mistakes stays the same.
import { areaY, axisX, axisY, dot, gridY, line, ruleY, text } from '@observablehq/plot';
import type { StaticChart } from '../charts/static-plot.ts';
import { formatNumber } from './format.ts';
import { surer } from './loss-values.ts';

const LEAST = 0.25;
const MOST = 64;
const LOW = 0;
const HIGH = 1;

/** Where a label stands by its point: clear of the curve, which is steep on a narrow page. */
function placeOf(factor: number, narrow: boolean): { dx: number; dy: number; textAnchor: 'start' | 'end' } {
  if (factor === MOST) return { dx: 0, dy: -14, textAnchor: 'end' };
  if (!narrow) return { dx: 0, dy: -14, textAnchor: 'start' };
  return factor === 1 ? { dx: 0, dy: -30, textAnchor: 'start' } : { dx: -22, dy: -18, textAnchor: 'start' };
}

function lossAgainstSureness(): StaticChart {
  const doublings = Math.log2(MOST / LEAST);
  const steps = Array.from({ length: doublings * 4 + 1 }, (_, i) => LEAST * 2 ** (i / 4));
  const points = steps.map((factor) => ({ factor, ...surer(factor) }));
  const marked = points.filter(({ factor }) => [1, 4, 64].includes(factor));
  const ticks = [0.25, 1, 4, 16, 64];
  return {
    draw: ({ narrow }) => ({
      height: narrow ? 250 : 290,
      marginTop: 30,
      marginRight: 30,
      x: { type: 'log', base: 2, domain: [LEAST, MOST] },
      y: { domain: [LOW, HIGH] },
      marks: [
        gridY({ ticks: 4 }),
        axisX(ticks, { label: 'factor', labelArrow: 'none', tickFormat: String }),
        axisY({ ticks: 4, label: 'mean loss, nats', labelArrow: 'none', tickSize: 0 }),
        areaY(points, { x: 'factor', y: 'loss', className: 'ground' }),
        line(points, { x: 'factor', y: 'loss', className: 'curve' }),
        ruleY([LOW], { className: 'axis' }),
        dot(marked, { x: 'factor', y: 'loss', r: 5, className: 'fill-ink' }),
        ...marked.map((point) =>
          text([point], {
            x: 'factor',
            y: 'loss',
            text: ({ right }: { right: number }) => `${right} right`,
            ...placeOf(point.factor, narrow),
            className: 't-1',
          }),
        ),
      ],
    }),
    table: {
      columns: ['factor', 'mean loss', 'right of 40'],
      rows: points
        .filter((_, i) => i % 4 === 0)
        .map(({ factor, loss, right }) => [
          formatNumber(factor),
          formatNumber(loss, { digits: 4 }),
          formatNumber(right, { digits: 0 }),
        ]),
    },
  };
}

export const lossCharts = { 'loss.sureness': lossAgainstSureness };
