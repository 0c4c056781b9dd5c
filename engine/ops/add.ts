// a + b, element by element.
import { call } from '../kernels/call.ts';
import { accumulate, add as addKernel } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';
import { agree } from './shapes.ts';

/** The sum, element by element. Its slope by either input is 1. */
export const add: Rule<2> = {
  name: 'add',
  operands: ['a', 'b'],
  tex: ([a, b]) => `${a} + ${b}`,
  shape: (shapes) => agree('add', shapes),
  forward: ({ inputs: [a, b], output: y }) => call({ add: addKernel }, y.size, a.offset, b.offset, y.offset),
  backward: [
    ({ inputs: [a], output: y, keep }) => call({ accumulate }, y.size, y.gradient, a.gradient, 1, keep),
    ({ inputs: [, b], output: y, keep }) => call({ accumulate }, y.size, y.gradient, b.gradient, 1, keep),
  ],
  forgets: 'both',
  sample: (size) => {
    const shape = [size(), size()];
    return { inputs: [{ shape }, { shape }], attributes: none };
  },
};
