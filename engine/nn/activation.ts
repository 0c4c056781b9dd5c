/** An activation as a layer of its own, for nets where something stands between the weighted sums and it. */
import type { ActivationName } from '../activations.ts';
import type { Tensor } from '../tensor.ts';
import { activate } from './activate.ts';
import { FixedLayer } from './layers.ts';

export class ActivationLayer extends FixedLayer {
  readonly kind = 'activation';
  readonly activation: ActivationName;

  constructor(activation: ActivationName, name: string | undefined) {
    super(name);
    this.activation = activation;
  }

  override forward(x: Tensor): Tensor {
    return this.activation === 'linear' ? x : super.forward(x); // linear is x itself, which keeps its name
  }

  protected record(x: Tensor): Tensor {
    return activate(this.activation, x);
  }
}

/** An activation of the book's table, element by element. */
export const activation = (name: ActivationName, options: { name?: string } = {}): ActivationLayer =>
  new ActivationLayer(name, options.name);
