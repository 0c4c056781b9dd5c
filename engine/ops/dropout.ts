// Dropout.
import { call } from '../kernels/call.ts';
import { dropoutForward } from '../kernels/dropout.ts';
import { accumulateProduct } from '../kernels/elementwise.ts';
import type { Rule } from './rule.ts';
import { sizeOf } from './shapes.ts';

export interface DropoutAttributes {
  /** The probability of each number to be dropped, from 0 to below 1. */
  readonly rate: number;
  /** A whole number from 0 to 2³² − 1: another seed, another mask. */
  readonly seed: number;
}

/**
 * Inverted dropout (Srivastava et al. 2014): in training mode each number becomes 0 with probability `rate`, and the
 * others are divided by 1 − rate, so that nothing has to be scaled in evaluation mode, where all pass unchanged. Which
 * ones are dropped depends on seed, count of updates and position alone: passes between two updates drop the same.
 *
 * Scratch, one element for each of x: the mask, 0 or 1 / (1 − rate); all 1 in evaluation mode.
 */
export const dropout: Rule<1, DropoutAttributes> = {
  name: 'dropout',
  operands: ['x'],
  tex: ([x], { rate }) => String.raw`\operatorname{dropout}_{${rate}}\left(${x}\right)`,
  shape: ([x], { rate, seed }) => {
    if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout: rate must be from 0 to below 1: ${rate}`);
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
      throw new RangeError(`dropout: seed must be a whole number from 0 to 2^32 - 1: ${seed}`);
    return x;
  },
  scratch: ([x]) => sizeOf(x),
  forward: ({ inputs: [x], output: y, scratch: mask, control, attributes: { rate, seed } }) =>
    call({ dropoutForward }, y.size, x.offset, y.offset, mask, control, rate, seed),
  backward: [
    ({ inputs: [x], output: y, scratch: mask, keep }) =>
      call({ accumulateProduct }, y.size, mask, y.gradient, x.gradient, keep),
  ],
  forgets: 'both',
  inPlace: true,
  sample: (size) => ({
    inputs: [{ shape: [size(), size()] }],
    attributes: { rate: (size() - 1) / 10, seed: size() },
  }),
};
