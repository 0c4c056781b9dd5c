// −x, element by element.
import { call } from '../kernels/call.ts';
import { accumulate, scale } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';
import { group } from './tex.ts';

/** The opposite sign. */
export const negate: Rule<1> = {
  name: 'negate',
  operands: ['x'],
  tex: ([x]) => `-${group(x)}`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ scale }, y.size, x.offset, y.offset, -1),
  backward: [({ inputs: [x], output: y, keep }) => call({ accumulate }, y.size, y.gradient, x.gradient, -1, keep)],
  forgets: 'both',
  inPlace: true,
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
