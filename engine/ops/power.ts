// x to a constant power, element by element.
import { call } from '../kernels/call.ts';
import { powerBackward, powerForward } from '../kernels/elementwise.ts';
import type { Rule } from './rule.ts';
import { group } from './tex.ts';

/** x to a constant power: whole powers for any x, others for x ≥ 0 only (NaN below). */
export const power: Rule<1, { readonly exponent: number }> = {
  name: 'power',
  operands: ['x'],
  tex: ([x], { exponent }) => `${group(x)}^{${exponent}}`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y, attributes }) =>
    call({ powerForward }, y.size, x.offset, y.offset, attributes.exponent),
  backward: [
    ({ inputs: [x], output: y, attributes, keep }) =>
      call({ powerBackward }, y.size, x.offset, y.gradient, x.gradient, attributes.exponent, keep),
  ],
  sample: (size) => ({
    inputs: [{ shape: [size(), size()], low: 0.5, high: 2 }],
    attributes: { exponent: size() - 2.5 },
  }),
};
