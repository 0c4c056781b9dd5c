// x W + b: the sums of a dense layer.
import { call } from '../kernels/call.ts';
import { matmul } from '../kernels/matmul.ts';
import { sumAxis } from '../kernels/reduce.ts';
import { none, type Rule } from './rule.ts';
import { show } from './shapes.ts';
import { group } from './tex.ts';

/**
 * What a dense layer does before its activation: x W + b for x [batch, inputs], W [inputs, outputs], b [outputs]. The
 * same as a matmul and an add, in one pass over the memory.
 */
export const affine: Rule<3> = {
  name: 'affine',
  operands: ['x', 'weights', 'bias'],
  tex: ([x, weights, bias]) => String.raw`${group(x)}\,${group(weights)} + ${bias}`,
  shape: ([x, weights, bias]) => {
    if (x.length !== 2 || weights.length !== 2 || bias.length !== 1)
      throw new RangeError(
        `affine: needs a matrix, a matrix and a vector: ${show(x)} × ${show(weights)} + ${show(bias)}`,
      );
    if (x[1] !== weights[0]) throw new RangeError(`affine: inner sizes differ: ${show(x)} × ${show(weights)}`);
    if (weights[1] !== bias[0])
      throw new RangeError(`affine: bias does not fit the outputs: ${show(weights)} + ${show(bias)}`);
    return [x[0], weights[1]];
  },
  forward: ({ inputs: [x, weights, bias], output: y }) => {
    const [inputs, outputs] = weights.shape;
    const batch = x.shape[0];
    return call(
      { matmul },
      batch,
      outputs,
      inputs,
      x.offset,
      inputs,
      1,
      weights.offset,
      outputs,
      1,
      bias.offset,
      0,
      y.offset,
    );
  },
  backward: [
    ({ inputs: [x, weights], output: y, keep }) => {
      const [inputs, outputs] = weights.shape;
      const batch = x.shape[0];
      const dx = x.gradient;
      return call(
        { matmul },
        batch,
        inputs,
        outputs,
        y.gradient,
        outputs,
        1,
        weights.offset,
        1,
        outputs,
        keep ? dx : -1,
        inputs,
        dx,
      );
    },
    ({ inputs: [x, weights], output: y, keep }) => {
      const [inputs, outputs] = weights.shape;
      const batch = x.shape[0];
      const dw = weights.gradient;
      return call(
        { matmul },
        inputs,
        outputs,
        batch,
        x.offset,
        1,
        inputs,
        y.gradient,
        outputs,
        1,
        keep ? dw : -1,
        outputs,
        dw,
      );
    },
    ({ inputs: [x, , bias], output: y, keep }) =>
      call({ sumAxis }, 1, x.shape[0], bias.size, y.gradient, bias.gradient, 1, keep),
  ],
  forgets: 'output',
  sample: (size) => {
    const [batch, inputs, outputs] = [size(), size(), size()];
    return {
      inputs: [{ shape: [batch, inputs] }, { shape: [inputs, outputs] }, { shape: [outputs] }],
      attributes: none,
    };
  },
};
