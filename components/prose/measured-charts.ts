// The charts of the card of measured digits: how ink and symmetry are spread over all ones and sevens of the training
// digits, and where the forty of the sample lie among them.
import { axisX, dot, rect, ruleY, text } from '@observablehq/plot';
import { measuredDigits, measureDigit, PIXELS } from '#engine';
import { bins } from '../charts/bins.ts';
import type { StaticChart } from '../charts/static-plot.ts';
import { formatNumber } from './format.ts';
import { mnistImages, mnistLabels } from './mnist.ts';

type Measurement = 'ink' | 'symmetry';
type Measured = Record<Measurement | 'label', number>;

const { classes, digits: sample } = measuredDigits.onesAndSevens;
const names: Record<number, string> = { 1: 'ones', 7: 'sevens' };
/** The class that the neuron should say yes to wears the sign of yes. */
const sign = (label: number) => (label === classes[1] ? 'plus' : 'minus');

let measured: Measured[] | undefined;

/** All ones and sevens of MNIST's training digits. */
function everyDigit(): Measured[] {
  if (measured) return measured;
  const labels = mnistLabels('train');
  const images = mnistImages('train');
  measured = [...labels.keys()]
    .filter((i) => classes.includes(labels[i]))
    .map((i) => ({ label: labels[i], ...measureDigit(images.subarray(i * PIXELS, (i + 1) * PIXELS)) }));
  return measured;
}

/** A histogram for either class over one axis, and under each the digits of the sample. */
function spread(of: Measurement, step: number, label: string, places: number): StaticChart {
  const all = everyDigit();
  const intervals = Math.ceil(Math.max(...all.map((digit) => digit[of])) / step);
  const bars = classes.flatMap((digit) => {
    const values = all.filter((each) => each.label === digit).map((each) => each[of]);
    return bins(values, [0, intervals * step], intervals).map((bin) => ({ digit, ...bin }));
  });
  const most = Math.max(...bars.map(({ count }) => count));
  const under = -most * 0.12;
  const tick = (value: number) => formatNumber(value, { digits: places });
  return {
    draw: ({ narrow }) => ({
      height: narrow ? 300 : 340,
      marginTop: 8,
      marginLeft: 8,
      x: { domain: [0, intervals * step] },
      y: { axis: null, domain: [under * 1.7, most * 1.02] },
      fy: { axis: null, domain: classes, padding: 0.06 },
      marks: [
        ...classes.flatMap((digit) => [
          rect(
            bars.filter((bar) => bar.digit === digit && bar.count > 0),
            { x1: 'from', x2: 'to', y1: 0, y2: 'count', fy: 'digit', className: `bar-${sign(digit)}`, inset: 0.5 },
          ),
          dot(
            sample.filter((each) => each.label === digit),
            {
              x: of,
              y: under,
              fy: 'label',
              r: 4.5,
              symbol: sign(digit) === 'plus' ? 'circle' : 'triangle',
              className: `mark-${sign(digit)}`,
            },
          ),
        ]),
        ruleY([0], { className: 'axis' }),
        axisX({ ticks: 6, label, labelArrow: 'none', labelAnchor: 'right', tickFormat: tick }),
        text(classes, {
          fy: (digit: number) => digit,
          frameAnchor: 'top-right',
          text: (digit: number) => names[digit],
          className: 't-1',
        }),
      ],
    }),
    table: {
      columns: [`${of} from`, 'to', ...classes.flatMap((digit) => [`all ${names[digit]}`, `${names[digit]} drawn`])],
      rows: bins([], [0, intervals * step], intervals).map(({ from, to }, i) => [
        tick(from),
        tick(to),
        ...classes.flatMap((digit) => {
          const drawn = sample.filter((each) => each.label === digit).map((each) => each[of]);
          const { count } = bars.filter((bar) => bar.digit === digit)[i];
          return [formatNumber(count), formatNumber(bins(drawn, [0, intervals * step], intervals)[i].count)];
        }),
      ]),
    },
  };
}

export const measuredCharts = {
  'measured.ink': () => spread('ink', 10, 'ink, pixels', 0),
  'measured.symmetry': () => spread('symmetry', 0.05, 'symmetry', 2),
};
