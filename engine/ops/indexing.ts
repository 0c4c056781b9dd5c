// One slice of an axis.
import { call } from '../kernels/call.ts';
import { slice, sliceBackward } from '../kernels/move.ts';
import type { Rule } from './rule.ts';
import { around, axisOf, show, without } from './shapes.ts';
import { group } from './tex.ts';

/** One slice of an axis, which disappears: x[at] for axis 0. Copies. */
export const index: Rule<1, { readonly at: number; readonly axis: number }> = {
  name: 'index',
  operands: ['x'],
  tex: ([x], { at }) => `${group(x)}_{${at}}`,
  shape: ([x], { at, axis }) => {
    const size = x[axisOf('index', x, axis)];
    if (!Number.isInteger(at) || at < 0 || at >= size)
      throw new RangeError(`index: ${at} is not from 0 to ${size - 1} on axis ${axis} of ${show(x)}`);
    return without(x, axis);
  },
  forward: ({ inputs: [x], output: y, attributes: { at, axis } }) => {
    const { outer, count, inner } = around(x.shape, axis);
    return call({ slice }, outer, count, inner, at, x.offset, y.offset);
  },
  backward: [
    ({ inputs: [x], output: y, attributes: { at, axis }, keep }) => {
      const { outer, count, inner } = around(x.shape, axis);
      return call({ sliceBackward }, outer, count, inner, at, y.gradient, x.gradient, keep);
    },
  ],
  forgets: 'both',
  sample: (size) => {
    const shape = [size(), size(), size()];
    const axis = size() % 3;
    return { inputs: [{ shape }], attributes: { at: shape[axis] - 1, axis } };
  },
};
