// eˣ, element by element.
import { call } from '../kernels/call.ts';
import { accumulateProduct, expForward } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';

/** The exponential. It is its own slope, so the way back multiplies by the output. */
export const exp: Rule<1> = {
  name: 'exp',
  operands: ['x'],
  tex: ([x]) => String.raw`e^{${x}}`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ expForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ accumulateProduct }, y.size, y.offset, y.gradient, x.gradient, keep),
  ],
  forgets: 'inputs',
  inPlace: true,
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
