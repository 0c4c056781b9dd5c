/**
 * Layers: parameters with a way forward. A dense layer is an affine map and an activation; a sequence is layers one after
 * the other. They record graphs and hold initial values; training is a program's business.
 */
import { activations, type ActivationName } from '../activations.ts';
import { affine } from '../operations.ts';
import type { Random } from '../random.ts';
import { parameter, type Tensor } from '../tensor.ts';
import { he, xavier, zeros, type Initialiser } from './initialise.ts';

export interface Layer {
  /** Records the layer on x: [batch, inputs] → [batch, outputs]. */
  forward(x: Tensor): Tensor;
  /** Its parameters, in order. */
  readonly parameters: readonly Tensor[];
  /** Draws new initial values; a program compiled before takes them at its next `reset`. */
  initialise(rng: Random): void;
}

export interface DenseOptions {
  readonly activation?: ActivationName;
  /** Stands before `.weights`, `.bias`, `.z` and `.h` in the names; `sequential` numbers the layers otherwise. */
  readonly name?: string;
  /** For the weights; he for the ReLU family, xavier for all others. */
  readonly initialiser?: Initialiser;
  /** For the biases; zeros unless said otherwise. */
  readonly biasInitialiser?: Initialiser;
}

const RAMPS: readonly ActivationName[] = ['relu', 'leakyRelu', 'gelu', 'silu'];

/** Gives a parameter new initial values. */
function fill(tensor: Tensor, fan: { inputs: number; outputs: number }, initialiser: Initialiser, rng: Random): void {
  if (tensor.source.kind === 'parameter') initialiser(tensor.source.values, fan, rng);
}

export class Dense implements Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: ActivationName;
  /** [inputs, outputs]; zeros until initialised. */
  readonly weights: Tensor;
  /** [outputs]; zeros until initialised. */
  readonly bias: Tensor;
  readonly #initialiser: Initialiser;
  readonly #biasInitialiser: Initialiser;
  #name = '';

  constructor(inputs: number, outputs: number, options: DenseOptions) {
    const { activation = 'linear', name, initialiser, biasInitialiser = zeros } = options;
    this.inputs = inputs;
    this.outputs = outputs;
    this.activation = activation;
    this.#initialiser = initialiser ?? (RAMPS.includes(activation) ? he() : xavier());
    this.#biasInitialiser = biasInitialiser;
    this.weights = parameter('weights', [inputs, outputs], new Float64Array(inputs * outputs));
    this.bias = parameter('bias', [outputs], new Float64Array(outputs));
    this.name = name ?? 'dense';
  }

  /** Stands before the names of its tensors. */
  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    this.weights.named(`${name}.weights`);
    this.bias.named(`${name}.bias`);
  }

  get parameters(): readonly Tensor[] {
    return [this.weights, this.bias];
  }

  initialise(rng: Random): void {
    const fan = { inputs: this.inputs, outputs: this.outputs };
    fill(this.weights, fan, this.#initialiser, rng);
    fill(this.bias, fan, this.#biasInitialiser, rng);
  }

  /** The weighted sums, named `….z`, through the activation, named `….h`. Without one there is only z. */
  forward(x: Tensor): Tensor {
    const z = affine(x, this.weights, this.bias).named(`${this.#name}.z`);
    return this.activation === 'linear' ? z : activations[this.activation].apply(z).named(`${this.#name}.h`);
  }
}

/** A dense layer: [batch, inputs] → [batch, outputs], zeros until initialised. */
export const dense = (inputs: number, outputs: number, options: DenseOptions = {}): Dense =>
  new Dense(inputs, outputs, options);

export class Sequential implements Layer {
  readonly layers: readonly Dense[];

  constructor(layers: readonly Dense[]) {
    this.layers = layers;
    layers.forEach((layer, i) => {
      const before = layers[i - 1];
      if (before !== undefined && before.outputs !== layer.inputs)
        throw new RangeError(
          `sequential: layer ${i} has ${before.outputs} outputs, but layer ${i + 1} takes ${layer.inputs} inputs`,
        );
      if (layer.name === 'dense') layer.name = `dense${i + 1}`;
    });
  }

  get parameters(): readonly Tensor[] {
    return this.layers.flatMap((layer) => layer.parameters);
  }

  initialise(rng: Random): void {
    for (const layer of this.layers) layer.initialise(rng);
  }

  forward(x: Tensor): Tensor {
    return this.layers.reduce((h, layer) => layer.forward(h), x);
  }
}

/**
 * Layers one after the other, named dense1, dense2, … unless they have names of their own.
 * @throws RangeError when neighbours do not fit.
 */
export const sequential = (...layers: readonly Dense[]): Sequential => new Sequential(layers);
