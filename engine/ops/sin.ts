// sin x, element by element.
import { call } from '../kernels/call.ts';
import { sinBackward, sinForward } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';

/** The sine, for |x| ≤ 10⁶. */
export const sin: Rule<1> = {
  name: 'sin',
  operands: ['x'],
  tex: ([x]) => String.raw`\sin\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ sinForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ sinBackward }, y.size, x.offset, y.gradient, x.gradient, keep),
  ],
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
