// What is set and told of five networks that learn to read from few digits. Trains nothing: that is digit-lab-training.ts.
import type { Losses } from './five-networks.ts';

export interface DigitLabSetting {
  /** Training digits, 10 to 4000. */
  examples: number;
  /** How much every digit is altered before it is shown, from 0 to 1: see `alter`. */
  augmentation: number;
  /** λ of the penalties on all weights and biases: λ · Σ |p|, by a proximal step, and λ/2 · Σ p². */
  l1: number;
  l2: number;
  /** Probability of each hidden neuron to be left out of a step. */
  dropout: number;
  seed: number;
}

export const digitLabFiles = ['data/mnist-train.bin'] as const;
export const DIGIT_STEPS = 400;
/** Steps from one reading to the next. */
export const DIGIT_EVERY = 16;
/** Digits held out. */
export const VALIDATION_DIGITS = 500;
export const TEST_DIGITS = 500;

export interface DigitLosses extends Losses {
  /** How many validation and test digits each network reads rightly. */
  validationRight: ArrayLike<number>; // [5]
  testRight: ArrayLike<number>; // [5]
}

export interface DigitLabReading extends DigitLosses {
  /** Digits of the first network's last batch, as it was shown them: ink in four levels, 0 to 3. */
  shown: Uint8Array; // [12, 196]
}
