/** Orthogonal initial weights: they turn a signal without stretching it, so that it survives many steps or layers. */
import { show } from '../ops/shapes.ts';
import type { Initialiser } from './initialise.ts';

/** Takes from row `at` its shares along all rows before, and gives it length 1; rows are `size` numbers long. */
function straighten(rows: Float64Array, at: number, size: number): void {
  const row = rows.subarray(at * size, (at + 1) * size);
  // Twice is enough: the second round removes what rounding left of the first (Giraud et al. 2005).
  for (let round = 0; round < 2; round++) {
    for (let other = 0; other < at; other++) {
      const before = rows.subarray(other * size, (other + 1) * size);
      const share = row.reduce((sum, x, j) => sum + x * before[j], 0);
      for (let j = 0; j < size; j++) row[j] -= share * before[j];
    }
    const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    for (let j = 0; j < size; j++) row[j] /= length;
  }
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
