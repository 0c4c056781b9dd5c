// |x|, element by element.
import { call } from '../kernels/call.ts';
import { absoluteBackward, absoluteForward } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';

/** The absolute value. Its slope is the sign of x, taken as 0 at 0. */
export const absolute: Rule<1> = {
  name: 'absolute',
  operands: ['x'],
  tex: ([x]) => String.raw`\left|${x}\right|`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ absoluteForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ absoluteBackward }, y.size, x.offset, y.gradient, x.gradient, keep),
  ],
  sample: (size) => ({ inputs: [{ shape: [size(), size()], away: 0.05 }], attributes: none }),
};
