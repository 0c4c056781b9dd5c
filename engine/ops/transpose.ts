// Axes in another order.
import { call } from '../kernels/call.ts';
import { permute as permuteKernel } from '../kernels/move.ts';
import type { Rule, Site, SiteBack } from './rule.ts';
import { show, sizeOf, type Shape } from './shapes.ts';
import { group } from './tex.ts';

const MOST_AXES = 4;

interface Axes {
  /** Axis i of the output is axis axes[i] of the input; without it the order is reversed. */
  readonly axes?: readonly number[];
}

/** The order of axes, checked. */
function orderOf(shape: Shape, axes: readonly number[] | undefined): readonly number[] {
  if (shape.length > MOST_AXES) throw new RangeError(`transpose: at most ${MOST_AXES} axes: ${show(shape)}`);
  const order = axes ?? shape.map((_, i) => shape.length - 1 - i);
  if (order.length !== shape.length || !shape.every((_, i) => order.includes(i)))
    throw new RangeError(`transpose: ${show(order)} is not an order of the axes of ${show(shape)}`);
  return order;
}

/** Sizes of `shape` in its new order, and the distance in the old layout of neighbours along each: four of each. */
function walk(shape: Shape, order: readonly number[]): { sizes: number[]; strides: number[] } {
  const missing = MOST_AXES - order.length;
  return {
    sizes: [...Array<number>(missing).fill(1), ...order.map((axis) => shape[axis])],
    strides: [...Array<number>(missing).fill(0), ...order.map((axis) => sizeOf(shape.slice(axis + 1)))],
  };
}

function permute(shape: Shape, order: readonly number[], from: number, to: number, keep: 0 | 1) {
  const { sizes, strides } = walk(shape, order);
  const [n0, n1, n2, n3] = sizes;
  const [s0, s1, s2, s3] = strides;
  return call({ permute: permuteKernel }, n0, n1, n2, n3, s0, s1, s2, s3, from, to, keep);
}

/** The axes in another order; a matrix becomes its transpose. Copies. */
export const transpose: Rule<1, Axes> = {
  name: 'transpose',
  operands: ['x'],
  tex: ([x]) => String.raw`${group(x)}^\top`,
  shape: ([x], { axes }) => orderOf(x, axes).map((axis) => x[axis]),
  forward: ({ inputs: [x], output: y, attributes }: Site<1, Axes>) =>
    permute(x.shape, orderOf(x.shape, attributes.axes), x.offset, y.offset, 0),
  backward: [
    ({ inputs: [x], output: y, attributes, keep }: SiteBack<1, Axes>) => {
      const order = orderOf(x.shape, attributes.axes);
      const inverse = order.map((_, axis) => order.indexOf(axis));
      return permute(y.shape, inverse, y.gradient, x.gradient, keep);
    },
  ],
  forgets: 'both',
  sample: (size) => {
    const orders = [undefined, [0, 2, 1], [1, 2, 0], [2, 0, 1]];
    const axes = orders[size() % orders.length];
    return { inputs: [{ shape: [size(), size(), size()] }], attributes: axes ? { axes } : {} };
  },
};
