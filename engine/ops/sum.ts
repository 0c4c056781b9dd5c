// The sum, along an axis or of everything.
import { call } from '../kernels/call.ts';
import { repeat, sumAxis } from '../kernels/reduce.ts';
import type { Rule } from './rule.ts';
import { around, axisOf, without } from './shapes.ts';
import { group } from './tex.ts';

/** The sum along one axis, which disappears, or of everything when no axis is given. */
export const sum: Rule<1, { readonly axis?: number }> = {
  name: 'sum',
  operands: ['x'],
  tex: ([x], { axis }) => String.raw`\sum${axis === undefined ? '' : `_{i_{${axis}}}`} ${group(x)}`,
  shape: ([x], { axis }) => without(x, axis === undefined ? undefined : axisOf('sum', x, axis)),
  forward: ({ inputs: [x], output: y, attributes }) => {
    const { outer, count, inner } = around(x.shape, attributes.axis);
    return call({ sumAxis }, outer, count, inner, x.offset, y.offset, 1, 0);
  },
  backward: [
    ({ inputs: [x], output: y, attributes, keep }) => {
      const { outer, count, inner } = around(x.shape, attributes.axis);
      return call({ repeat }, outer, count, inner, y.gradient, x.gradient, 1, keep);
    },
  ],
  forgets: 'both',
  sample: (size) => {
    const axis = (size() % 4) - 1;
    return {
      inputs: [{ shape: [size(), size(), size()] }],
      attributes: axis < 0 ? {} : { axis },
    };
  },
};
