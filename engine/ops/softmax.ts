// Softmax, row by row.
import { call } from '../kernels/call.ts';
import { softmaxBackward, softmaxForward } from '../kernels/losses.ts';
import { none, type Rule } from './rule.ts';
import { rowsOf } from './shapes.ts';

/** Softmax along the last axis: positive numbers that add up to 1. */
export const softmax: Rule<1> = {
  name: 'softmax',
  operands: ['x'],
  tex: ([x]) => String.raw`\operatorname{softmax}\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => {
    const { rows, columns } = rowsOf(x.shape);
    return call({ softmaxForward }, rows, columns, x.offset, y.offset);
  },
  backward: [
    ({ inputs: [x], output: y, keep }) => {
      const { rows, columns } = rowsOf(x.shape);
      return call({ softmaxBackward }, rows, columns, y.offset, y.gradient, x.gradient, keep);
    },
  ],
  forgets: 'inputs',
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
