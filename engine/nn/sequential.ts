/** Layers one after the other. It numbers them, and says which one of them an input does not fit. */
import { show } from '../ops/shapes.ts';
import type { Random } from '../random.ts';
import type { Tensor } from '../tensor.ts';
import { Dense } from './dense.ts';
import type { Layer } from './layers.ts';

export class Sequential implements Layer {
  readonly kind = 'sequential';
  readonly layers: readonly Layer[];
  /** The names of the layers without the name of the sequence. */
  readonly #names: readonly string[];
  #name: string = this.kind;

  constructor(layers: readonly Layer[]) {
    this.layers = layers;
    layers.forEach((layer, i) => {
      const before = layers[i - 1];
      if (before instanceof Dense && layer instanceof Dense && before.outputs !== layer.inputs)
        throw new RangeError(
          `sequential: layer ${i} has ${before.outputs} outputs, but layer ${i + 1} takes ${layer.inputs} inputs`,
        );
      if (layer.name === layer.kind) layer.name = `${layer.kind}${i + 1}`;
    });
    this.#names = layers.map(({ name }) => name);
  }

  get name(): string {
    return this.#name;
  }

  /** A name given to a sequence stands before those of its layers: `block1.dense2`. */
  set name(name: string) {
    this.#name = name;
    this.layers.forEach((layer, i) => (layer.name = `${name}.${this.#names[i]}`));
  }

  get parameters(): readonly Tensor[] {
    return this.layers.flatMap((layer) => layer.parameters);
  }

  get states(): readonly Tensor[] {
    return this.layers.flatMap((layer) => layer.states);
  }

  initialise(rng: Random): void {
    for (const layer of this.layers) layer.initialise(rng);
  }

  /** @throws RangeError naming the layer that does not take what the one before it gives. */
  forward(x: Tensor): Tensor {
    return this.layers.reduce((h, layer, i) => {
      try {
        return layer.forward(h);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        const where = `sequential: layer ${i + 1} (${layer.name}) does not take ${show(h.shape)}`;
        throw new RangeError(`${where}: ${error.message}`, { cause: error });
      }
    }, x);
  }
}

/**
 * Layers one after the other, named by kind and position – conv2d1, maxPool2, dense3 – unless they have names of their own.
 * @throws RangeError when neighbouring dense layers do not fit; other misfits show when the sequence is recorded.
 */
export const sequential = (...layers: readonly Layer[]): Sequential => new Sequential(layers);
