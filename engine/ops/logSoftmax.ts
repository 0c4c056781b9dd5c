// log softmax, row by row.
import { call } from '../kernels/call.ts';
import { logSoftmaxBackward, logSoftmaxForward } from '../kernels/losses.ts';
import { none, type Rule } from './rule.ts';
import { rowsOf } from './shapes.ts';

/** The logarithm of softmax along the last axis, exact where softmax itself underflows. */
export const logSoftmax: Rule<1> = {
  name: 'logSoftmax',
  operands: ['x'],
  tex: ([x]) => String.raw`\log\operatorname{softmax}\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => {
    const { rows, columns } = rowsOf(x.shape);
    return call({ logSoftmaxForward }, rows, columns, x.offset, y.offset);
  },
  backward: [
    ({ inputs: [x], output: y, keep }) => {
      const { rows, columns } = rowsOf(x.shape);
      return call({ logSoftmaxBackward }, rows, columns, y.offset, y.gradient, x.gradient, keep);
    },
  ],
  forgets: 'inputs',
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
