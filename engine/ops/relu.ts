// ReLU, an activation.
import { call } from '../kernels/call.ts';
import { reluBackward, reluForward } from '../kernels/activations.ts';
import { none, type Rule } from './rule.ts';

/** The rectified linear unit: x where it is positive, else 0. Its slope at 0 is taken as 0. */
export const relu: Rule<1> = {
  name: 'relu',
  operands: ['x'],
  tex: ([x]) => String.raw`\max\left(0, ${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ reluForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ reluBackward }, y.size, y.offset, y.gradient, x.gradient, keep),
  ],
  forgets: 'inputs',
  inPlace: true,
  sample: (size) => ({ inputs: [{ shape: [size(), size()], away: 0.05 }], attributes: none }),
};
