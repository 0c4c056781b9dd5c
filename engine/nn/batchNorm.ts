/** The layer of batch normalisation (Ioffe & Szegedy 2015): gain, bias and running statistics for each channel. */
import { batchNorm as normalise, type BatchNormOptions } from '../operations.ts';
import { checkShape } from '../ops/shapes.ts';
import { parameter, state, type Tensor } from '../tensor.ts';
import type { Layer } from './layers.ts';

export interface BatchNormLayerOptions extends BatchNormOptions {
  /** Stands before `.gain`, `.bias`, `.runningMean`, `.runningVariance` and `.h` in the names. */
  readonly name?: string;
}

export class BatchNorm implements Layer {
  readonly kind = 'batchNorm';
  readonly channels: number;
  readonly momentum: number;
  readonly epsilon: number;
  /** [channels], 1 at first. */
  readonly gain: Tensor;
  /** [channels], 0 at first. */
  readonly bias: Tensor;
  /** [channels], 0 at first. */
  readonly runningMean: Tensor;
  /** [channels], 1 at first. */
  readonly runningVariance: Tensor;
  #name = '';

  constructor(channels: number, { momentum = 0.1, epsilon = 1e-5, name = 'batchNorm' }: BatchNormLayerOptions) {
    checkShape(`${name}: gain`, [channels]);
    this.channels = channels;
    this.momentum = momentum;
    this.epsilon = epsilon;
    const all = (value: number): Float64Array => new Float64Array(channels).fill(value);
    this.gain = parameter('gain', [channels], all(1));
    this.bias = parameter('bias', [channels], all(0));
    this.runningMean = state('runningMean', [channels], all(0));
    this.runningVariance = state('runningVariance', [channels], all(1));
    this.name = name;
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    this.gain.named(`${name}.gain`);
    this.bias.named(`${name}.bias`);
    this.runningMean.named(`${name}.runningMean`);
    this.runningVariance.named(`${name}.runningVariance`);
  }

  get parameters(): readonly Tensor[] {
    return [this.gain, this.bias];
  }

  get states(): readonly Tensor[] {
    return [this.runningMean, this.runningVariance];
  }

  initialise(): void {
    // Gain 1 and bias 0 are the start; nothing is drawn.
  }

  /** Records the layer; its output is named `….h`. */
  forward(x: Tensor): Tensor {
    const { gain, bias, runningMean, runningVariance } = this;
    return normalise(x, gain, bias, runningMean, runningVariance, this).named(`${this.#name}.h`);
  }
}

/**
 * Batch normalisation of [batch, channels] or [batch, channels, height, width]: in training mode by mean and variance of
 * the batch, in evaluation mode by their running averages; see `batchNorm` among the operations.
 */
export const batchNorm = (channels: number, options: BatchNormLayerOptions = {}): BatchNorm =>
  new BatchNorm(channels, options);
