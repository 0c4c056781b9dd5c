// The charts of the digits' cards: how the network learned, what it mistakes for what, and how many digits of each class
// there are.
import { readFileSync } from 'node:fs';
import { axisX, axisY, barX, dot, gridY, line, ruleX, ruleY, text } from '@observablehq/plot';
import { CLASSES, digitRun, mostLikely, readDigitWeights, scoreDigits } from '#engine';
import type { StaticChart } from '../charts/static-plot.ts';
import { formatNumber } from './format.ts';
import { mnistDigits, mnistLabels } from './mnist.ts';

const classes = Array.from({ length: CLASSES }, (_, digit) => digit);
const count = (value: number) => formatNumber(value, { digits: 0 });

/** Updates on a scale that has room for the first few: linear up to 1, then logarithmic. */
const updates = (ticks: readonly number[]) => ({
  scale: { type: 'symlog', constant: 1 } as const,
  axis: axisX(ticks, { label: 'updates', labelArrow: 'none', tickFormat: count }),
});

/** Held-out digits read rightly, in per cent, over the recorded training. */
function accuracy(): StaticChart {
  const { frames, heldOutOf } = digitRun();
  const points = frames.map(({ step, right }) => [step, (100 * right) / heldOutOf] as const);
  const { scale, axis } = updates([0, 1, 10, 100, 1000, frames[frames.length - 1].step]);
  return {
    draw: ({ narrow }) => ({
      height: narrow ? 240 : 300,
      marginRight: 22,
      x: scale,
      y: { domain: [0, 100] },
      marks: [
        gridY({ ticks: 5 }),
        axis,
        axisY({ ticks: 5, label: 'read rightly, %', labelArrow: 'none', tickSize: 0 }),
        ruleY([0], { className: 'axis' }),
        line(points, { className: 'curve' }),
      ],
    }),
    table: {
      columns: ['updates', 'read rightly', 'of', 'per cent'],
      rows: frames.map(({ step, right }, i) => [
        count(step),
        count(right),
        count(heldOutOf),
        formatNumber(points[i][1], { digits: 2 }),
      ]),
    },
  };
}

/** Mean loss on training digits and on held-out ones over the same training. */
function loss(): StaticChart {
  const { frames } = digitRun();
  const training = frames.map(({ step, trainLoss }) => [step, trainLoss] as const);
  const heldOut = frames.map(({ step, heldOutLoss }) => [step, heldOutLoss] as const);
  const end = frames[frames.length - 1];
  const ticks = [0.01, 0.03, 0.1, 0.3, 1, 3];
  const { scale, axis } = updates([0, 1, 10, 100, 1000, end.step]);
  return {
    draw: ({ narrow }) => ({
      height: narrow ? 240 : 300,
      marginRight: 78,
      x: scale,
      y: { type: 'log', domain: [0.01, 3] },
      marks: [
        gridY(ticks),
        axis,
        axisY(ticks, { label: 'mean loss, nats', labelArrow: 'none', tickSize: 0, tickFormat: String }),
        ruleY([0.01], { className: 'axis' }),
        line(training, { className: 'curve' }),
        line(heldOut, { className: 'curve curve-ghost' }),
        text([[end.step, end.heldOutLoss]], {
          text: ['held out'],
          className: 't-2',
          textAnchor: 'start',
          dx: 8,
        }),
        text([[end.step, end.trainLoss]], { text: ['training'], className: 't-1', textAnchor: 'start', dx: 8 }),
      ],
    }),
    table: {
      columns: ['updates', 'training', 'held out'],
      rows: frames.map(({ step, trainLoss, heldOutLoss }) => [
        count(step),
        formatNumber(trainLoss, { digits: 4 }),
        formatNumber(heldOutLoss, { digits: 4 }),
      ]),
    },
  };
}

/** How often the stored weights answer each class for the held-out digits of each class: `[digit][answer]`. */
function answers(): number[][] {
  const weights = readDigitWeights(readFileSync(`${process.cwd()}/public/models/digits.safetensors`));
  const { count: digits, labels, ...set } = mnistDigits('t10k');
  const { probabilities } = scoreDigits(weights, { count: digits, labels, ...set });
  const counts = classes.map(() => classes.map(() => 0));
  for (let i = 0; i < digits; i++) {
    counts[labels[i]][mostLikely(probabilities.subarray(i * CLASSES, (i + 1) * CLASSES))]++;
  }
  return counts;
}

/** Which held-out digits are taken for which: the more ink, the more mistakes. */
function mistakes(): StaticChart {
  const counts = answers();
  const cells = classes.flatMap((digit) =>
    classes.filter((answer) => answer !== digit).map((answer) => ({ digit, answer, count: counts[digit][answer] })),
  );
  const of = (digit: number) => counts[digit].reduce((sum, n) => sum + n, 0);
  const most = Math.max(...cells.map((cell) => cell.count));
  return {
    draw: ({ width, narrow }) => {
      const left = 40;
      const right = 58;
      const step = (width - left - right) / CLASSES;
      return {
        height: Math.round(34 + 46 + CLASSES * (narrow ? step : step * 0.62)),
        marginLeft: left,
        marginRight: right,
        x: { type: 'point', domain: classes },
        y: { type: 'point', domain: classes },
        r: { type: 'sqrt', domain: [0, most], range: [0, Math.min(15, step * 0.46)] },
        marks: [
          ruleY(classes, { className: 'hair' }),
          axisX({ label: 'answer', labelArrow: 'none', labelAnchor: 'right', tickSize: 0 }),
          axisY({ label: 'digit', labelArrow: 'none', labelAnchor: 'top', tickSize: 0 }),
          dot(
            cells.filter((cell) => cell.count > 0),
            {
              x: 'answer',
              y: 'digit',
              r: 'count',
              symbol: 'square',
              className: 'fill-ink',
              stroke: 'none',
            },
          ),
          text(classes, {
            x: () => CLASSES - 1,
            y: (digit: number) => digit,
            text: (digit: number) => `${count(of(digit) - counts[digit][digit])}`,
            className: 't-1',
            textAnchor: 'end',
            dx: right - 4,
          }),
        ],
      };
    },
    table: {
      columns: ['digit', ...classes.map((answer) => `read as ${answer}`), 'wrong', 'of', 'rightly, %'],
      rows: classes.map((digit) => [
        digit,
        ...counts[digit].map(count),
        count(of(digit) - counts[digit][digit]),
        count(of(digit)),
        formatNumber((100 * counts[digit][digit]) / of(digit), { digits: 2 }),
      ]),
    },
  };
}

/** Digits of each class: solid bars to learn from, hollow ones held out. */
function examples(): StaticChart {
  const parts = (['train', 't10k'] as const).map((part) => {
    const labels = mnistLabels(part);
    return classes.map((digit) => labels.filter((label) => label === digit).length);
  });
  const bars = classes.flatMap((digit) =>
    parts.map((counts, part) => ({ digit, part, count: counts[digit], className: part === 0 ? 'solid' : 'hollow' })),
  );
  const sums = parts.map((counts) => counts.reduce((sum, n) => sum + n, 0));
  return {
    draw: ({ narrow }) => ({
      height: narrow ? 400 : 380,
      marginTop: 8,
      marginBottom: 8,
      marginLeft: 22,
      marginRight: 56,
      x: { axis: null },
      y: { axis: null, padding: 0 },
      fy: { axis: null, domain: classes, padding: 0.28 },
      marks: [
        barX(
          bars.filter(({ part }) => part === 0),
          { x: 'count', y: 'part', fy: 'digit', className: 'bar-ink' },
        ),
        barX(
          bars.filter(({ part }) => part === 1),
          { x: 'count', y: 'part', fy: 'digit', className: 'bar-held-out', inset: 1 },
        ),
        ruleX([0], { className: 'axis' }),
        text(bars, {
          x: 'count',
          y: 'part',
          fy: 'digit',
          text: ({ count: n }: { count: number }) => count(n),
          className: 't-2',
          textAnchor: 'start',
          dx: 7,
        }),
        text(classes, { fy: (digit: number) => digit, frameAnchor: 'left', text: String, className: 't-1', dx: -18 }),
      ],
    }),
    table: {
      columns: ['digit', 'training', 'held out'],
      rows: [
        ...classes.map((digit) => [digit, ...parts.map((counts) => count(counts[digit]))]),
        ['all', ...sums.map(count)],
      ],
    },
  };
}

export const digitCharts = {
  'digits.accuracy': accuracy,
  'digits.loss': loss,
  'digits.mistakes': mistakes,
  'mnist.classes': examples,
};
