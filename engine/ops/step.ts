// The step, an activation that cannot be trained through.
import { call } from '../kernels/call.ts';
import { stepForward } from '../kernels/activations.ts';
import { none, type Rule } from './rule.ts';

/** The Heaviside step: 1 where x ≥ 0, else 0. Its slope is 0 wherever it has one, so no gradient passes. */
export const step: Rule<1> = {
  name: 'step',
  operands: ['x'],
  tex: ([x]) => String.raw`\left[${x} \ge 0\right]`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ stepForward }, y.size, x.offset, y.offset),
  backward: [null],
  sample: (size) => ({ inputs: [{ shape: [size(), size()], away: 0.05 }], attributes: none }),
};
