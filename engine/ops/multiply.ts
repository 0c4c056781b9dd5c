// a · b, element by element.
import { call } from '../kernels/call.ts';
import { accumulateProduct, multiply as multiplyKernel } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';
import { agree } from './shapes.ts';
import { group } from './tex.ts';

/** The product, element by element. Its slope by one input is the other. */
export const multiply: Rule<2> = {
  name: 'multiply',
  operands: ['a', 'b'],
  tex: ([a, b]) => String.raw`${group(a)} \odot ${group(b)}`,
  shape: (shapes) => agree('multiply', shapes),
  forward: ({ inputs: [a, b], output: y }) => call({ multiply: multiplyKernel }, y.size, a.offset, b.offset, y.offset),
  backward: [
    ({ inputs: [a, b], output: y, keep }) =>
      call({ accumulateProduct }, y.size, y.gradient, b.offset, a.gradient, keep),
    ({ inputs: [a, b], output: y, keep }) =>
      call({ accumulateProduct }, y.size, y.gradient, a.offset, b.gradient, keep),
  ],
  forgets: 'output',
  sample: (size) => {
    const shape = [size(), size()];
    return { inputs: [{ shape }, { shape }], attributes: none };
  },
};
