// The numbers and curves that the text takes from the engine, by name: `thread.loss`, `thread.step.p`. They are computed
// when the book is built; nothing here is typed in. A new number is one line in a group, or a group of its own.
import { thread, threadForward, threadGradients, threadStep, threadWrongOrder } from '#engine';
import { activationCurves, activationValues } from './activation-values.ts';
import { convolutionValues } from './convolution-values.ts';
import { cnnValues } from './cnn-values.ts';
import { dataValues } from './data-values.ts';
import { backpropCurves, backpropValues } from './backprop-values.ts';
import { digitCurves, digitValues } from './digit-values.ts';
import { descentCurves, descentValues } from './descent-values.ts';
import { lossCurves, lossValues } from './loss-values.ts';
import { forwardValues } from './forward-values.ts';
import { neuronCurves, neuronValues } from './neuron-values.ts';
import { trainingCurves, trainingValues } from './training-values.ts';
import { transformerValues } from './transformer-values.ts';
import { overfittingCurves, overfittingValues } from './overfitting-values.ts';
import { recurrenceCurves, recurrenceValues } from './recurrence-values.ts';

type Numbers = number | readonly number[] | readonly (readonly number[])[];
type Group = Readonly<Record<string, Numbers>>;
export type CurvePoints = readonly (readonly [x: number, y: number])[];

/** What one step of gradient descent at a rate does to the thread. */
const step = (rate: number): Group => {
  const { before, after, predicted, change } = threadStep(rate);
  return { rate, before: before.loss, loss: after.loss, p: after.p, predicted, change };
};

/** What each weight adds to its neuron's sum: `thread.terms.W11` is W₁₁ · x₁. */
const terms = (): Group => ({
  W: thread.W.map((row) => row.map((weight, i) => weight * thread.x[i])),
  v: thread.v.map((weight, i) => weight * threadForward().h[i]),
});

/** A vector's entries are reached as `x1`, `x2`, a matrix's as `W11`, `W12` (row, column). */
const groups: Readonly<Record<string, () => Group>> = {
  thread: () => ({ ...thread, ...threadForward() }),
  'thread.terms': terms,
  'thread.gradient': () => ({ ...threadGradients() }),
  'thread.step': () => step(0.5),
  'thread.small-step': () => step(0.1),
  'thread.wrong-order': () => ({ h: threadWrongOrder(0.5) }),
  ...digitValues,
  ...neuronValues,
  ...activationValues,
  ...lossValues,
  ...forwardValues,
  ...descentValues,
  ...dataValues,
  ...backpropValues,
  ...trainingValues,
  ...overfittingValues,
  ...convolutionValues,
  ...cnnValues,
  ...recurrenceValues,
  ...transformerValues,
};

/** Curves for predictions that are drawn: from the engine, as points. */
const curves: Readonly<Record<string, () => CurvePoints>> = {
  ...digitCurves,
  ...neuronCurves,
  ...activationCurves,
  ...lossCurves,
  ...descentCurves,
  ...backpropCurves,
  ...trainingCurves,
  ...overfittingCurves,
  ...recurrenceCurves,
};

const computed = new Map<string, Map<string, number>>();

function numbersIn(name: string): Map<string, number> {
  const known = computed.get(name);
  if (known) return known;
  const numbers = new Map<string, number>();
  for (const [symbol, value] of Object.entries(groups[name]())) {
    if (typeof value === 'number') numbers.set(symbol, value);
    else
      value.forEach((entry: number | readonly number[], i: number) => {
        if (typeof entry === 'number') numbers.set(`${symbol}${i + 1}`, entry);
        else entry.forEach((cell, j) => numbers.set(`${symbol}${i + 1}${j + 1}`, cell));
      });
  }
  computed.set(name, numbers);
  return numbers;
}

/** The number of that name; an unknown name throws and says which there are. */
export function numberOf(name: string): number {
  const cut = name.lastIndexOf('.');
  const group = name.slice(0, cut);
  const value = Object.hasOwn(groups, group) ? numbersIn(group).get(name.slice(cut + 1)) : undefined;
  if (value !== undefined) return value;
  const known = Object.hasOwn(groups, group)
    ? [...numbersIn(group).keys()].map((symbol) => `${group}.${symbol}`)
    : Object.keys(groups).map((each) => `${each}.…`);
  throw new Error(`unknown value "${name}"; there are ${known.join(', ')}`);
}

export function curveOf(name: string): CurvePoints {
  if (Object.hasOwn(curves, name)) return curves[name]();
  throw new Error(`unknown curve "${name}"; there are ${Object.keys(curves).join(', ') || 'none yet'}`);
}
