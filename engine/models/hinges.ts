// Three neurons with one input, a ReLU each, and an output neuron that adds them up: a curve of straight pieces. The
// shapes that it may be asked to be, and what a neuron does over the examples. The training of it is in jobs/hinges.ts.
import { activations } from '../activations.ts';

export type WantedName = 'tent' | 'plateau';
export type HingeActivation = 'relu' | 'leakyRelu';

/** Parameters of the network: h = Σ outer · φ(weight · x + bias) + offset. */
export interface HingeNet {
  weights: readonly number[]; // [neurons]
  biases: readonly number[]; // [neurons]
  outer: readonly number[]; // [neurons]
  offset: number;
}

/** 41 examples between −EDGE and EDGE. */
export const EDGE = 2;
export const hingeInputs: readonly number[] = Array.from({ length: 41 }, (_, i) => (i - 20) / 10);

/** The curves wanted: a tent, which has three bends, and a plateau, which has four. */
export const wantedCurves: Readonly<Record<WantedName, (x: number) => number>> = {
  tent: (x) => Math.max(0, 1 - Math.abs(x)),
  plateau: (x) => Math.max(0, Math.min(1, 1.5 - Math.abs(x))),
};

/** What one neuron adds to the curve at x. */
export const hingeAt = (net: HingeNet, neuron: number, activation: HingeActivation, x: number): number =>
  net.outer[neuron] * activations[activation].value(net.weights[neuron] * x + net.biases[neuron]);

/** The whole curve at x. */
export const hingeSum = (net: HingeNet, activation: HingeActivation, x: number): number =>
  net.weights.reduce((sum, _, neuron) => sum + hingeAt(net, neuron, activation, x), net.offset);

/** Neurons whose kinks lie where the reader put them: weight 1, bias minus the kink. */
export const netOfKinks = (kinks: readonly number[], outer: readonly number[], offset: number): HingeNet => ({
  weights: kinks.map(() => 1),
  biases: kinks.map((kink) => -kink + 0),
  outer,
  offset,
});

/** Where a neuron's sum changes sign. */
export const kinkOf = (net: HingeNet, neuron: number): number => -net.biases[neuron] / net.weights[neuron] + 0;

/** Over the examples a neuron's sum changes sign, is never positive (dead, with a ReLU), or never negative (straight). */
export type HingeUse = 'bends' | 'dead' | 'straight';

export function useOf(net: HingeNet, neuron: number): HingeUse {
  const sums = hingeInputs.map((x) => net.weights[neuron] * x + net.biases[neuron]);
  if (sums.every((sum) => sum <= 0)) return 'dead';
  return sums.every((sum) => sum >= 0) ? 'straight' : 'bends';
}

/** The largest distance between the curve and the one wanted, over the examples. */
export const gapOf = (net: HingeNet, activation: HingeActivation, wanted: WantedName): number =>
  Math.max(...hingeInputs.map((x) => Math.abs(hingeSum(net, activation, x) - wantedCurves[wanted](x))));
