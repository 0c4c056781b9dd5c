// The two losses that a sigmoid neuron can be trained with, seen from its sum: how strongly each pushes. And how one such
// neuron reads the ones and sevens. Nothing here learns.
import { sigmoid } from '../kernels/math.ts';
import { onesAndSevens } from './ones-and-sevens.ts';

export const lossNames = ['crossEntropy', 'squaredError'] as const;
export type LossName = (typeof lossNames)[number];

/** The slope of an example's loss by the neuron's sum z, when the target is t. */
export const slopeBySum: Readonly<Record<LossName, (z: number, t: number) => number>> = {
  crossEntropy: (z, t) => sigmoid(z) - t,
  squaredError: (z, t) => {
    const p = sigmoid(z);
    return 2 * (p - t) * p * (1 - p);
  },
};

/** A neuron with two inputs, ink and symmetry. */
export interface Cut {
  w1: number;
  w2: number;
  b: number;
}

const sumOf = ({ w1, w2, b }: Cut, ink: number, symmetry: number): number => w1 * ink + w2 * symmetry + b;

/** How many of the digits it reads right: a seven above zero, a one below. Asked after every step, so a plain loop. */
export function countReadRight(cut: Cut): number {
  let right = 0;
  for (const { inputs, target } of onesAndSevens) {
    const seven = sumOf(cut, inputs[0], inputs[1]) >= 0;
    if (seven === (target === 1)) right++;
  }
  return right;
}

const ones = onesAndSevens.filter(({ target }) => target === 0);
const averageOne = [0, 1].map((i) => ones.reduce((sum, { inputs }) => sum + inputs[i], 0) / ones.length);

/** The neuron's sum for the average one: far above zero it is sure that a one is a seven. */
export const sumOfAverageOne = (cut: Cut): number => sumOf(cut, averageOne[0], averageOne[1]);
