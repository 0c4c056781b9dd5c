/**
 * What a layer is: parameters with a way forward. A layer records graphs and holds initial values; training is a program's
 * business. It knows neither its neighbours nor the sizes of a batch.
 */
import type { ActivationName } from '../activations.ts';
import { checkShape, sizeOf, type Shape } from '../ops/shapes.ts';
import type { Random } from '../random.ts';
import { parameter, type Tensor } from '../tensor.ts';
import { activate } from './activate.ts';
import { usual, zeros, type Fan, type Initialiser } from './initialise.ts';

export interface Layer {
  /** What it is, for instance `dense`; a sequence numbers its layers by it. */
  readonly kind: string;
  /** Stands before the names of its tensors; its kind until it gets a name of its own. */
  name: string;
  /** Records the layer on x. The first axis is the batch; what the others must be is the layer's rule. */
  forward(x: Tensor): Tensor;
  /** Its parameters, in order. */
  readonly parameters: readonly Tensor[];
  /** What it keeps up to date itself while it runs in training mode. */
  readonly states: readonly Tensor[];
  /** Draws new initial values; a program compiled before takes them at its next `reset`. */
  initialise(rng: Random): void;
}

/** A layer with nothing to learn and nothing to remember. */
export abstract class FixedLayer implements Layer {
  abstract readonly kind: string;
  readonly parameters: readonly Tensor[] = [];
  readonly states: readonly Tensor[] = [];
  #name: string | undefined;

  constructor(name: string | undefined) {
    this.#name = name;
  }

  get name(): string {
    return this.#name ?? this.kind;
  }

  set name(name: string) {
    this.#name = name;
  }

  initialise(): void {
    // There is nothing to draw.
  }

  /** Records the layer; its output is named `….h`. */
  forward(x: Tensor): Tensor {
    return this.record(x).named(`${this.name}.h`);
  }

  protected abstract record(x: Tensor): Tensor;
}

export interface WeightedOptions {
  readonly activation?: ActivationName;
  /** Stands before `.weights`, `.bias`, `.z` and `.h` in the names; `sequential` numbers the layers otherwise. */
  readonly name?: string;
  /** For the weights; he for the ReLU family, xavier for all others. */
  readonly initialiser?: Initialiser;
  /** For the biases; zeros unless said otherwise. */
  readonly biasInitialiser?: Initialiser;
}

/** Gives a parameter new initial values. */
function fill(tensor: Tensor, fan: Fan, initialiser: Initialiser, rng: Random): void {
  if (tensor.source.kind === 'parameter') initialiser(tensor.source.values, fan, rng);
}

/** A layer of weighted sums: weights and biases, zeros until initialised, and an activation. */
export abstract class WeightedLayer implements Layer {
  abstract readonly kind: string;
  readonly activation: ActivationName;
  readonly weights: Tensor;
  /** [outputs] */
  readonly bias: Tensor;
  readonly states: readonly Tensor[] = [];
  readonly #initialiser: Initialiser;
  readonly #biasInitialiser: Initialiser;
  #name = '';

  constructor(kind: string, weights: Shape, outputs: number, options: WeightedOptions) {
    const { activation = 'linear', name = kind, initialiser, biasInitialiser = zeros } = options;
    this.activation = activation;
    this.#initialiser = initialiser ?? usual(activation);
    this.#biasInitialiser = biasInitialiser;
    checkShape(`${name}: weights`, weights);
    this.weights = parameter('weights', weights, new Float64Array(sizeOf(weights)));
    this.bias = parameter('bias', [outputs], new Float64Array(outputs));
    this.name = name;
  }

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
    fill(this.weights, this.fan, this.#initialiser, rng);
    fill(this.bias, this.fan, this.#biasInitialiser, rng);
  }

  /** The weighted sums, named `….z`, through the activation, named `….h`. Without one there is only z. */
  forward(x: Tensor): Tensor {
    const z = this.sums(x).named(`${this.#name}.z`);
    return this.activation === 'linear' ? z : activate(this.activation, z).named(`${this.#name}.h`);
  }

  /** How many numbers flow into one output, and out of one input. */
  protected abstract readonly fan: Fan;

  protected abstract sums(x: Tensor): Tensor;
}
