// The hyperbolic tangent, an activation.
import { call } from '../kernels/call.ts';
import { tanhBackward, tanhForward } from '../kernels/activations.ts';
import { none, type Rule } from './rule.ts';

/** The hyperbolic tangent. d tanh x / dx = 1 − tanh² x, so the way back reads the output, not the input. */
export const tanh: Rule<1> = {
  name: 'tanh',
  operands: ['x'],
  tex: ([x]) => String.raw`\tanh\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ tanhForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ tanhBackward }, y.size, y.offset, y.gradient, x.gradient, keep),
  ],
  forgets: 'inputs',
  inPlace: true,
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
