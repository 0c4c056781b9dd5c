// cos x, element by element.
import { call } from '../kernels/call.ts';
import { cosBackward, cosForward } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';

/** The cosine, for |x| ≤ 10⁶. */
export const cos: Rule<1> = {
  name: 'cos',
  operands: ['x'],
  tex: ([x]) => String.raw`\cos\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ cosForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ cosBackward }, y.size, x.offset, y.gradient, x.gradient, keep),
  ],
  sample: (size) => ({ inputs: [{ shape: [size(), size()] }], attributes: none }),
};
