// The matrix product.
import { call } from '../kernels/call.ts';
import { matmul as matmulKernel } from '../kernels/matmul.ts';
import { none, type Rule } from './rule.ts';
import { show } from './shapes.ts';
import { group } from './tex.ts';

/**
 * The matrix product of a [m, k] and b [k, n]: y [m, n], y_ij = Σ_k a_ik b_kj. On the way back da = dy bᵀ and
 * db = aᵀ dy, by the same kernel with rows and columns exchanged.
 */
export const matmul: Rule<2> = {
  name: 'matmul',
  operands: ['a', 'b'],
  tex: ([a, b]) => String.raw`${group(a)}\,${group(b)}`,
  shape: ([a, b]) => {
    if (a.length !== 2 || b.length !== 2) throw new RangeError(`matmul: needs two matrices: ${show(a)} × ${show(b)}`);
    if (a[1] !== b[0]) throw new RangeError(`matmul: inner sizes differ: ${show(a)} × ${show(b)}`);
    return [a[0], b[1]];
  },
  forward: ({ inputs: [a, b], output: y }) => {
    const [m, k] = a.shape;
    const n = b.shape[1];
    return call({ matmul: matmulKernel }, m, n, k, a.offset, k, 1, b.offset, n, 1, -1, 0, y.offset);
  },
  backward: [
    ({ inputs: [a, b], output: y, keep }) => {
      const [m, k] = a.shape;
      const n = b.shape[1];
      return call(
        { matmul: matmulKernel },
        m,
        k,
        n,
        y.gradient,
        n,
        1,
        b.offset,
        1,
        n,
        keep ? a.gradient : -1,
        k,
        a.gradient,
      );
    },
    ({ inputs: [a, b], output: y, keep }) => {
      const [m, k] = a.shape;
      const n = b.shape[1];
      return call(
        { matmul: matmulKernel },
        k,
        n,
        m,
        a.offset,
        1,
        k,
        y.gradient,
        n,
        1,
        keep ? b.gradient : -1,
        n,
        b.gradient,
      );
    },
  ],
  forgets: 'output',
  sample: (size) => {
    const [m, k, n] = [size(), size(), size()];
    return { inputs: [{ shape: [m, k] }, { shape: [k, n] }], attributes: none };
  },
};
