/** The dense layer: every output is a weighted sum of all inputs, through an activation. */
import { affine } from '../operations.ts';
import type { Tensor } from '../tensor.ts';
import type { Fan } from './initialise.ts';
import { WeightedLayer, type WeightedOptions } from './layers.ts';

export type DenseOptions = WeightedOptions;

/** Weights are [inputs, outputs]. */
export class Dense extends WeightedLayer {
  readonly kind = 'dense';
  readonly inputs: number;
  readonly outputs: number;

  constructor(inputs: number, outputs: number, options: DenseOptions) {
    super('dense', [inputs, outputs], outputs, options);
    this.inputs = inputs;
    this.outputs = outputs;
  }

  protected get fan(): Fan {
    return { inputs: this.inputs, outputs: this.outputs };
  }

  protected sums(x: Tensor): Tensor {
    return affine(x, this.weights, this.bias);
  }
}

/** A dense layer: [batch, inputs] → [batch, outputs], zeros until initialised. */
export const dense = (inputs: number, outputs: number, options: DenseOptions = {}): Dense =>
  new Dense(inputs, outputs, options);
