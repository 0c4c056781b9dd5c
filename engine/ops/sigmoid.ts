// The logistic function, an activation.
import { call } from '../kernels/call.ts';
import { sigmoidBackward, sigmoidForward } from '../kernels/activations.ts';
import { none, type Rule } from './rule.ts';

/** The logistic function σ(x) = 1 / (1 + e^−x). dσ/dx = σ (1 − σ), so the way back reads the output. */
export const sigmoid: Rule<1> = {
  name: 'sigmoid',
  operands: ['x'],
  tex: ([x]) => String.raw`\sigma\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ sigmoidForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ sigmoidBackward }, y.size, y.offset, y.gradient, x.gradient, keep),
  ],
  forgets: 'inputs',
  inPlace: true,
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
