// Repeating along an axis, for broadcasting.
import { call } from '../kernels/call.ts';
import { repeat as repeatKernel, sumAxis } from '../kernels/reduce.ts';
import type { Rule } from './rule.ts';
import { sizeOf, type Shape } from './shapes.ts';

/**
 * Repeats x, seen as [outer, inner], `count` times along a new middle axis: the one step that broadcasting is made of.
 * Its way back is a sum.
 */
export const repeat: Rule<1, { readonly outer: number; readonly count: number; readonly shape: Shape }> = {
  name: 'repeat',
  operands: ['x'],
  tex: ([x]) => x,
  shape: (_, { shape }) => shape,
  forward: ({ inputs: [x], output: y, attributes: { outer, count } }) =>
    call({ repeat: repeatKernel }, outer, count, x.size / outer, x.offset, y.offset, 1, 0),
  backward: [
    ({ inputs: [x], output: y, attributes: { outer, count }, keep }) =>
      call({ sumAxis }, outer, count, x.size / outer, y.gradient, x.gradient, 1, keep),
  ],
  forgets: 'both',
  sample: (size) => {
    const [outer, count, inner] = [size(), size(), size()];
    const shape = [outer, count, inner];
    return { inputs: [{ shape: [sizeOf(shape) / count] }], attributes: { outer, count, shape } };
  },
};
