// a − b, element by element.
import { call } from '../kernels/call.ts';
import { accumulate, subtract as subtractKernel } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';
import { agree } from './shapes.ts';
import { group } from './tex.ts';

/** The difference a − b, element by element. */
export const subtract: Rule<2> = {
  name: 'subtract',
  operands: ['a', 'b'],
  tex: ([a, b]) => `${a} - ${group(b)}`,
  shape: (shapes) => agree('subtract', shapes),
  forward: ({ inputs: [a, b], output: y }) => call({ subtract: subtractKernel }, y.size, a.offset, b.offset, y.offset),
  backward: [
    ({ inputs: [a], output: y, keep }) => call({ accumulate }, y.size, y.gradient, a.gradient, 1, keep),
    ({ inputs: [, b], output: y, keep }) => call({ accumulate }, y.size, y.gradient, b.gradient, -1, keep),
  ],
  forgets: 'both',
  sample: (size) => {
    const shape = [size(), size()];
    return { inputs: [{ shape }, { shape }], attributes: none };
  },
};
