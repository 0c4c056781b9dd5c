// A small tanh network seen as a way of moving points: each hidden layer turns and stretches the plane, then bends it. What
// a point has become after any part of the way, and the network's answer. Knows no training and no drawing.
import { tanh } from '../kernels/math.ts';

export interface FoldLayer {
  /** One row of weights a neuron. */
  weights: readonly (readonly number[])[];
  biases: readonly number[];
}

export interface FoldNet {
  /** Hidden layers, each with a tanh. */
  hidden: readonly FoldLayer[];
  /** The last neuron: above zero it says 1. */
  output: { weights: readonly number[]; bias: number };
}

const weigh = (weights: readonly number[], x: readonly number[], bias: number): number =>
  weights.reduce((sum, weight, i) => sum + weight * x[i], bias);

/** What a layer's neurons sum up to. */
export const sums = ({ weights, biases }: FoldLayer, x: readonly number[]): number[] =>
  weights.map((row, neuron) => weigh(row, x, biases[neuron]));

export const bend = (z: readonly number[]): number[] => z.map(tanh);

/** What the last neuron sums up to for a point that has come through all hidden layers. */
export const verdict = ({ output }: FoldNet, h: readonly number[]): number => weigh(output.weights, h, output.bias);

/** What the first `layers` hidden layers make of a point. */
export function after({ hidden }: FoldNet, layers: number, x: readonly number[]): readonly number[] {
  let h = x;
  for (let layer = 0; layer < layers; layer++) h = bend(sums(hidden[layer], h));
  return h;
}

/** The point itself, then what each hidden layer makes of it. */
export const stages = (net: FoldNet, x: readonly number[]): (readonly number[])[] =>
  [...Array(net.hidden.length + 1).keys()].map((layers) => after(net, layers, x));

export const foldAnswer = (net: FoldNet, x: readonly number[]): number =>
  verdict(net, after(net, net.hidden.length, x));

/** All ways to exchange two neurons and to change their signs: where each comes from, and its sign. */
const disguises = [0, 1].flatMap((first) =>
  [1, -1].flatMap((one) => [1, -1].map((other) => ({ from: [first, 1 - first], signs: [one, other] }))),
);

/** How far a 2 × 2 matrix turns the plane, besides stretching it; a matrix that turns it over counts as far as can be. */
function turning([[a, b], [c, d]]: readonly (readonly number[])[]): number {
  return a * d - b * c > 0 ? Math.abs(Math.atan2(c - b, a + d)) : Infinity;
}

/**
 * The same function of its input, to the last bit, in the disguise that is easiest to watch. Exchanging two neurons, or
 * changing the sign of everything that goes into a tanh and of what comes out, changes no answer; so each layer of two
 * neurons is put in the form that turns the plane least and never turns it over.
 */
export function undisguised(net: FoldNet): FoldNet {
  let { hidden, output } = net;
  for (let l = 0; l < hidden.length; l++) {
    const { weights, biases } = hidden[l];
    if (weights.length !== 2 || weights[0].length !== 2) continue;
    const forms = disguises.map(({ from, signs }) => ({
      from,
      signs,
      weights: from.map((neuron, i) => weights[neuron].map((weight) => signs[i] * weight)),
      biases: from.map((neuron, i) => signs[i] * biases[neuron]),
    }));
    const { from, signs, ...layer } = forms.reduce((best, form) =>
      turning(form.weights) < turning(best.weights) ? form : best,
    );
    const fed = (row: readonly number[]) => from.map((neuron, i) => signs[i] * row[neuron]);
    hidden = hidden.map((one, i) => {
      if (i === l) return layer;
      return i === l + 1 ? { ...one, weights: one.weights.map(fed) } : one;
    });
    if (l === hidden.length - 1) output = { ...output, weights: fed(output.weights) };
  }
  return { hidden, output };
}
