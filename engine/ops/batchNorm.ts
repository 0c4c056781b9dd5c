// Batch normalisation.
import { call } from '../kernels/call.ts';
import { batchNormForward, batchNormGainBackward, batchNormInputBackward } from '../kernels/batchNorm.ts';
import { sumChannels } from '../kernels/reduce.ts';
import type { Rule } from './rule.ts';
import { show, sizeOf, type Shape } from './shapes.ts';
import { group } from './tex.ts';

export interface BatchNormAttributes {
  /** The share of the batch's statistics in the running ones at each forward pass in training mode. */
  readonly momentum: number;
  /** Keeps the root from being 0. */
  readonly epsilon: number;
}

/** [batch, channels, …] seen as [batch, channels, area]. */
const around = (shape: Shape): readonly [number, number, number] => [shape[0], shape[1], sizeOf(shape.slice(2))];

/**
 * Batch normalisation (Ioffe & Szegedy 2015) of x [batch, channels] or [batch, channels, height, width], with gain, bias
 * and the two running statistics [channels]: each channel minus its mean, divided by √(variance + epsilon), times gain,
 * plus bias. In training mode mean and variance are the batch's own, over all but the channels, and the forward pass moves
 * the running ones towards them: running ← (1 − momentum) · running + momentum · batch (the variance with one value less
 * in the count, as in PyTorch). In evaluation mode they are the running ones.
 *
 * Scratch, 2 · channels + 1 elements: the means that were taken away, the factors 1 / √(variance + epsilon), and 1 when
 * these were the batch's own, else 0.
 */
export const batchNorm: Rule<5, BatchNormAttributes> = {
  name: 'batchNorm',
  operands: ['x', 'gain', 'bias', 'runningMean', 'runningVariance'],
  tex: ([x, gain, bias]) =>
    String.raw`${group(gain)} \odot \frac{${x} - \operatorname{mean}\left(${x}\right)}{\sqrt{\operatorname{var}\left(${x}\right) + \epsilon}} + ${bias}`,
  shape: ([x, ...others], { momentum, epsilon }) => {
    if (x.length !== 2 && x.length !== 4)
      throw new RangeError(
        `batchNorm: x must be [batch, channels] or [batch, channels, height, width], not ${show(x)}`,
      );
    others.forEach((shape, i) => {
      if (shape.length !== 1 || shape[0] !== x[1])
        throw new RangeError(
          `batchNorm: ${batchNorm.operands[i + 1]} must be [${x[1]}], one for each channel of ${show(x)}, not ${show(shape)}`,
        );
    });
    if (!(momentum >= 0 && momentum <= 1)) throw new RangeError(`batchNorm: momentum must be from 0 to 1: ${momentum}`);
    if (!(epsilon > 0 && epsilon < Infinity))
      throw new RangeError(`batchNorm: epsilon must be positive and finite: ${epsilon}`);
    return x;
  },
  scratch: ([x]) => 2 * x[1] + 1,
  forward: ({ inputs: [x, gain, bias, mean, variance], output: y, scratch, control, attributes }) =>
    call(
      { batchNormForward },
      ...around(x.shape),
      x.offset,
      gain.offset,
      bias.offset,
      mean.offset,
      variance.offset,
      y.offset,
      attributes.momentum,
      attributes.epsilon,
      scratch,
      control,
    ),
  backward: [
    ({ inputs: [x, gain], output: y, scratch, keep }) => {
      const [dy, dx] = [y.gradient, x.gradient];
      return call({ batchNormInputBackward }, ...around(x.shape), x.offset, gain.offset, dy, dx, scratch, keep);
    },
    ({ inputs: [x, gain], output: y, scratch, keep }) =>
      call({ batchNormGainBackward }, ...around(x.shape), x.offset, y.gradient, gain.gradient, scratch, keep),
    ({ inputs: [x, , bias], output: y, keep }) =>
      call({ sumChannels }, ...around(x.shape), y.gradient, bias.gradient, keep),
    null,
    null,
  ],
  forgets: 'output',
  sample: (size) => {
    const channels = size();
    const picture = size() % 2 === 0 ? [1 + (size() % 4), size()] : [];
    const vector = { shape: [channels] };
    return {
      inputs: [
        { shape: [1 + size(), channels, ...picture] },
        vector,
        vector,
        vector,
        { shape: [channels], low: 0.2, high: 2 },
      ],
      attributes: { momentum: 0.1, epsilon: 0.1 },
    };
  },
};
