/** The convolutional layer: the same small weights at every place of a picture, through an activation. */
import { conv2d as convolve, type ConvolutionOptions } from '../operations.ts';
import { both, type Both, type Pair } from '../ops/windows.ts';
import type { Tensor } from '../tensor.ts';
import type { Fan } from './initialise.ts';
import { WeightedLayer, type WeightedOptions } from './layers.ts';

export interface Conv2dOptions extends WeightedOptions, ConvolutionOptions {}

/** Weights are [outputs, channels, kernelHeight, kernelWidth]. */
export class Conv2d extends WeightedLayer {
  readonly kind = 'conv2d';
  readonly channels: number;
  readonly outputs: number;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly padding: Pair | 'same' | 'valid';

  constructor(channels: number, outputs: number, kernel: Both, options: Conv2dOptions) {
    super('conv2d', [outputs, channels, ...both(kernel)], outputs, options);
    const { stride = 1, padding = 0, dilation = 1 } = options;
    this.channels = channels;
    this.outputs = outputs;
    this.kernel = both(kernel);
    this.stride = both(stride);
    this.dilation = both(dilation);
    this.padding = typeof padding === 'string' ? padding : both(padding);
  }

  protected get fan(): Fan {
    const area = this.kernel[0] * this.kernel[1];
    return { inputs: this.channels * area, outputs: this.outputs * area };
  }

  protected sums(x: Tensor): Tensor {
    return convolve(x, this.weights, this.bias, this);
  }
}

/**
 * A convolutional layer: [batch, channels, height, width] → [batch, outputs, rows, columns], zeros until initialised.
 * `kernel`, and stride, padding and dilation among the options, are numbers or pairs [down, across]; see `conv2d`.
 */
export const conv2d = (channels: number, outputs: number, kernel: Both, options: Conv2dOptions = {}): Conv2d =>
  new Conv2d(channels, outputs, kernel, options);
