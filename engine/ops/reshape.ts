// Another shape for the same numbers.
import type { Rule } from './rule.ts';
import { checkShape, show, sizeOf, type Shape } from './shapes.ts';

/** The same numbers in the same order under another shape: a view, nothing is copied. */
export const reshape: Rule<1, { readonly shape: Shape }> = {
  name: 'reshape',
  operands: ['x'],
  tex: ([x]) => x,
  shape: ([x], { shape }) => {
    checkShape('reshape', shape);
    if (sizeOf(x) !== sizeOf(shape))
      throw new RangeError(`reshape: ${show(x)} has ${sizeOf(x)} elements, ${show(shape)} has ${sizeOf(shape)}`);
    return shape;
  },
  forward: 'alias',
  backward: ['alias'],
  forgets: 'both',
  sample: (size) => {
    const [a, b, c] = [size(), size(), size()];
    return { inputs: [{ shape: [a, b, c] }], attributes: { shape: [c, a * b] } };
  },
};
