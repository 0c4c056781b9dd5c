// The operations on pictures [batch, channels, height, width]: convolution, pooling, batch normalisation.
import * as rules from './ops/rules.ts';
import { both, samePadding, type Both } from './ops/windows.ts';
import { record, type Tensor } from './tensor.ts';

export interface ConvolutionOptions {
  /** How far the kernel moves; 1 unless said otherwise. */
  readonly stride?: Both;
  /** Zeros around the picture: a number, none (`valid`, as without it), or as many as keep its size (`same`). */
  readonly padding?: Both | 'same' | 'valid';
  /** How far apart neighbouring weights look; 1 unless said otherwise. */
  readonly dilation?: Both;
}

/**
 * The convolution of pictures [batch, channels, height, width] with weights [outputs, channels, kernelHeight,
 * kernelWidth], plus bias [outputs] → [batch, outputs, rows, columns]. Settings are numbers, or pairs [down, across].
 * @throws RangeError when the kernel does not fit, sizes do not agree, or `same` is asked of an even kernel or a stride.
 */
export function conv2d(x: Tensor, weights: Tensor, bias: Tensor, options: ConvolutionOptions = {}): Tensor {
  const [stride, dilation] = [both(options.stride ?? 1), both(options.dilation ?? 1)];
  const { padding = 0 } = options;
  const [, , kernelHeight = 1, kernelWidth = 1] = weights.shape;
  const zeros =
    padding === 'same'
      ? samePadding('conv2d', [kernelHeight, kernelWidth], stride, dilation)
      : both(padding === 'valid' ? 0 : padding);
  return record(rules.conv2d, [x, weights, bias], { stride, padding: zeros, dilation });
}

export interface PoolOptions {
  /** Pixels of the window; 2 unless said otherwise. */
  readonly size?: Both;
  /** How far the window moves; by its size unless said otherwise. */
  readonly stride?: Both;
}

/** The largest pixel of each window: [batch, channels, height, width] → [batch, channels, rows, columns]. */
export const maxPool = (x: Tensor, { size = 2, stride = size }: PoolOptions = {}): Tensor =>
  record(rules.maxPool, [x], { size: both(size), stride: both(stride) });
/**
 * The mean of each window: [batch, channels, height, width] → [batch, channels, rows, columns]. The mean of whole
 * pictures is `mean(mean(x, 3), 2)`: [batch, channels].
 */
export const averagePool = (x: Tensor, { size = 2, stride = size }: PoolOptions = {}): Tensor =>
  record(rules.averagePool, [x], { size: both(size), stride: both(stride) });

export interface BatchNormOptions {
  /** The share of each batch in the running statistics, from 0 to 1; 0.1 unless said otherwise. */
  readonly momentum?: number;
  /** Added to the variance; 10⁻⁵ unless said otherwise. */
  readonly epsilon?: number;
}

/**
 * Batch normalisation of x [batch, channels] or [batch, channels, height, width], each channel by itself; gain, bias and
 * the running statistics are [channels]. In training mode (`program.mode`) by mean and variance of the batch, which also
 * move the running ones; in evaluation mode by the running ones.
 * @throws RangeError when sizes do not agree or the running statistics are no states; at run time when a batch in
 * training holds only one value for each channel.
 */
export function batchNorm(
  x: Tensor,
  gain: Tensor,
  bias: Tensor,
  runningMean: Tensor,
  runningVariance: Tensor,
  { momentum = 0.1, epsilon = 1e-5 }: BatchNormOptions = {},
): Tensor {
  for (const [name, { source }] of Object.entries({ runningMean, runningVariance }))
    if (source.kind !== 'state') throw new RangeError(`batchNorm: ${name} must be a state, not ${source.kind}`);
  return record(rules.batchNorm, [x, gain, bias, runningMean, runningVariance], { momentum, epsilon });
}
