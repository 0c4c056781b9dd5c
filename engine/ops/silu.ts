// SiLU, an activation.
import { call } from '../kernels/call.ts';
import { siluBackward, siluForward } from '../kernels/activations.ts';
import { none, type Rule } from './rule.ts';
import { group } from './tex.ts';

/** The sigmoid-weighted linear unit x σ(x), also called swish (Elfwing et al. 2018). */
export const silu: Rule<1> = {
  name: 'silu',
  operands: ['x'],
  tex: ([x]) => String.raw`${group(x)}\,\sigma\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ siluForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ siluBackward }, y.size, x.offset, y.gradient, x.gradient, keep),
  ],
  forgets: 'output',
  inPlace: true,
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
