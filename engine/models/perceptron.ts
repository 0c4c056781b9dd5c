// The perceptron: one neuron with a step, and the rule by which Rosenblatt let it correct its own mistakes (1958, 1962).
// Knows points and answers, not what they stand for; the inputs may have any number of dimensions.
import type { Random } from '../random.ts';

export interface Example {
  inputs: readonly number[];
  /** The answer wanted. */
  target: 0 | 1;
}

/** Weights, one an input, and last the bias. */
export type PerceptronWeights = readonly number[];

/** Σ wᵢxᵢ + b. */
export function weightedSum(weights: PerceptronWeights, inputs: readonly number[]): number {
  let sum = weights[inputs.length];
  for (let i = 0; i < inputs.length; i++) sum += weights[i] * inputs[i];
  return sum;
}

/** The step: 1 from zero upwards, 0 below. */
export const perceptronOutput = (weights: PerceptronWeights, inputs: readonly number[]): 0 | 1 =>
  weightedSum(weights, inputs) >= 0 ? 1 : 0;

export const countMistakes = (weights: PerceptronWeights, examples: readonly Example[]): number =>
  examples.filter(({ inputs, target }) => perceptronOutput(weights, inputs) !== target).length;

/** w ← w + (target − output) x and b ← b + (target − output): nothing moves when the answer is right. */
export function correct(weights: PerceptronWeights, { inputs, target }: Example): number[] {
  const error = target - perceptronOutput(weights, inputs);
  return weights.map((weight, i) => weight + error * (i < inputs.length ? inputs[i] : 1));
}

export interface Correction {
  /** Corrections made so far. */
  count: number;
  /** Examples looked at so far. */
  looks: number;
  /** Which example was corrected; none in the first moment and in the last, when a whole pass found no mistake. */
  corrected?: number;
  before: PerceptronWeights;
  weights: PerceptronWeights;
  /** A whole pass over the examples found no mistake. */
  settled: boolean;
}

/**
 * Starts from zero weights and looks at the examples one by one, in a new random order each pass, correcting at every
 * mistake. Yields the start, every correction, and the end. Never ends if no line separates the examples.
 */
export function* learnPerceptron(examples: readonly Example[], rng: Random): Generator<Correction, void, void> {
  const order = examples.map((_, i) => i);
  let weights: PerceptronWeights = new Array<number>((examples[0]?.inputs.length ?? 0) + 1).fill(0);
  let count = 0;
  let looks = 0;
  yield { count, looks, before: weights, weights, settled: false };
  for (let mistakes = -1; mistakes !== 0;) {
    mistakes = 0;
    for (const i of rng.shuffle(order)) {
      looks++;
      const before = weights;
      if (perceptronOutput(before, examples[i].inputs) === examples[i].target) continue;
      weights = correct(before, examples[i]);
      mistakes++;
      count++;
      yield { count, looks, corrected: i, before, weights, settled: false };
    }
  }
  yield { count, looks, before: weights, weights, settled: true };
}
