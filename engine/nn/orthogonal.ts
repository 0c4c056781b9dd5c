/** Orthogonal initial weights: they turn a signal without stretching it, so that it survives many steps or layers. */
import { show } from '../ops/shapes.ts';
import type { Initialiser } from './initialise.ts';

/** Takes from row `at` its shares along all rows before, one after the other, and gives it length 1. */
function straighten(rows: Float64Array, at: number, size: number): void {
  const row = at * size;
  const times = (other: number): number => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += rows[row + j] * rows[other + j];
    return sum;
  };
  for (let before = 0; before < row; before += size) {
    const share = times(before);
    for (let j = 0; j < size; j++) rows[row + j] -= share * rows[before + j];
  }
  const length = Math.sqrt(times(row));
  for (let j = 0; j < size; j++) rows[row + j] /= length;
}

/**
 * Weights [inputs, outputs] times their transpose (or the other way round, whichever is smaller) are gain² times the
 * identity, every such matrix being equally likely (Saxe et al. 2014): normal numbers, straightened by Gram and Schmidt.
 * @throws RangeError when the numbers to fill are no matrix of inputs × outputs.
 */
export const orthogonal =
  (gain = 1): Initialiser =>
  (values, { inputs, outputs }, rng) => {
    if (values.length !== inputs * outputs)
      throw new RangeError(`orthogonal: ${values.length} weights are no matrix ${show([inputs, outputs])}`);
    const [count, size] = inputs < outputs ? [inputs, outputs] : [outputs, inputs];
    const rows = Float64Array.from(values, () => rng.normal());
    for (let row = 0; row < count; row++) straighten(rows, row, size);
    const [down, across] = inputs < outputs ? [size, 1] : [1, size];
    for (let i = 0; i < inputs; i++)
      for (let j = 0; j < outputs; j++) values[i * outputs + j] = gain * rows[i * down + j * across];
  };
