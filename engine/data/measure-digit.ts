// Two measurements of a 28×28 digit that a ruler could make: how much ink it has, and how well it matches itself upside
// down. They are chosen by hand; nothing here is learned, and nothing here knows which digit it measures.
import { PIXELS } from './digit-set.ts';

export interface Measurements {
  /** Ink in pixels: the sum of the grey values, where a black pixel counts 1. MNIST digits have about 20 to 250. */
  ink: number;
  /** The share of the ink that falls on ink when the square is turned through half a turn, 0–1. */
  symmetry: number;
}

/** `values` are the 784 grey values of one digit, 0 (paper) to 255 (ink), row by row. */
export function measureDigit(values: ArrayLike<number>): Measurements {
  if (values.length !== PIXELS) throw new Error(`measure: a digit has ${PIXELS} pixels, got ${values.length}`);
  let ink = 0;
  let matched = 0;
  for (let i = 0; i < PIXELS; i++) {
    ink += values[i];
    matched += Math.min(values[i], values[PIXELS - 1 - i]); // half a turn reverses the order of the pixels
  }
  if (ink === 0) throw new Error('measure: the square is empty, so its symmetry is undefined');
  return { ink: ink / 255, symmetry: matched / ink };
}

export interface Scale {
  mean: number;
  deviation: number;
}

/** How far a value lies from the mean, in standard deviations. */
export const standardise = (value: number, { mean, deviation }: Scale): number => (value - mean) / deviation;
