/**
 * The layers of recurrent networks: x [steps, batch, inputs], time first, → the hidden states [steps, batch, hidden]. The
 * input's share of all gates is one affine map over all steps; the rest is the operation of the same name.
 */
import { affine, gru as gruStates, lstm as lstmStates, reshape, rnn as rnnStates } from '../operations.ts';
import { show } from '../ops/shapes.ts';
import type { Tensor } from '../tensor.ts';
import { uniform, type Initialiser } from './initialise.ts';
import { LearnedLayer } from './learned.ts';

export interface RecurrentOptions {
  /** Stands before `.weights`, `.hiddenWeights`, `.bias`, `.gates` and `.h` in the names. */
  readonly name?: string;
  /** For all parameters; uniform on ±1 / √hidden unless said otherwise, as in PyTorch. */
  readonly initialiser?: Initialiser;
  /** For the hidden weights, of which orthogonal ones neither grow nor shrink a state (Saxe et al. 2014). */
  readonly hiddenInitialiser?: Initialiser;
  readonly biasInitialiser?: Initialiser;
}

type Role = 'weights' | 'hiddenWeights' | 'bias';

/** `count` gates, each `hidden` wide. */
abstract class Recurrent<More extends string = never> extends LearnedLayer<Role | More> {
  readonly inputs: number;
  readonly hidden: number;

  constructor(kind: string, count: number, inputs: number, hidden: number, options: RecurrentOptions, more: More[]) {
    const { name = kind, initialiser = uniform(1 / Math.sqrt(hidden)) } = options;
    const { hiddenInitialiser = initialiser, biasInitialiser = initialiser } = options;
    const columns = count * hidden;
    const fan = { inputs, outputs: columns };
    const bias = { shape: [columns], start: 0, initialiser: biasInitialiser, fan };
    super(name, {
      weights: { shape: [inputs, columns], start: 0, initialiser, fan },
      hiddenWeights: {
        shape: [hidden, columns],
        start: 0,
        initialiser: hiddenInitialiser,
        fan: { inputs: hidden, outputs: columns },
      },
      bias,
      ...Object.fromEntries(more.map((role) => [role, bias])),
    } as ConstructorParameters<typeof LearnedLayer<Role | More>>[1]);
    this.inputs = inputs;
    this.hidden = hidden;
  }

  /** x Wx + b for all steps at once, named `….gates`. */
  protected gates(x: Tensor): Tensor {
    const { weights, bias } = this.byRole as Record<Role, Tensor>;
    const [steps, batch, inputs] = x.shape;
    if (x.shape.length !== 3 || inputs !== this.inputs)
      throw new RangeError(`${this.kind}: needs x [steps, batch, ${this.inputs}], not ${show(x.shape)}`);
    const sums = affine(reshape(x, [steps * batch, inputs]), weights, bias);
    return reshape(sums, [steps, batch, weights.shape[1]]).named(`${this.name}.gates`);
  }
}

export class Rnn extends Recurrent {
  readonly kind = 'rnn';

  constructor(inputs: number, hidden: number, options: RecurrentOptions) {
    super('rnn', 1, inputs, hidden, options, []);
  }

  /** Records the layer, from the state h0 [batch, hidden] or zero. Its output is named `….h`. */
  forward(x: Tensor, h0?: Tensor): Tensor {
    return rnnStates(this.gates(x), this.byRole.hiddenWeights, h0).named(`${this.name}.h`);
  }
}

export class Lstm extends Recurrent {
  readonly kind = 'lstm';

  constructor(inputs: number, hidden: number, options: RecurrentOptions) {
    super('lstm', 4, inputs, hidden, options, []);
  }

  /** Records the layer, from state and cell [batch, hidden] or zero. Its output is named `….h`. */
  forward(x: Tensor, h0?: Tensor, c0?: Tensor): Tensor {
    return lstmStates(this.gates(x), this.byRole.hiddenWeights, h0, c0).named(`${this.name}.h`);
  }
}

export class Gru extends Recurrent<'hiddenBias'> {
  readonly kind = 'gru';

  constructor(inputs: number, hidden: number, options: RecurrentOptions) {
    super('gru', 3, inputs, hidden, options, ['hiddenBias']);
  }

  /** Records the layer, from the state h0 [batch, hidden] or zero. Its output is named `….h`. */
  forward(x: Tensor, h0?: Tensor): Tensor {
    const { hiddenWeights, hiddenBias } = this.byRole;
    return gruStates(this.gates(x), hiddenWeights, hiddenBias, h0).named(`${this.name}.h`);
  }
}

/**
 * A simple recurrent network (Elman 1990). PyTorch's has two biases that are only ever added; here they are one.
 */
export const rnn = (inputs: number, hidden: number, options: RecurrentOptions = {}): Rnn =>
  new Rnn(inputs, hidden, options);

/**
 * An LSTM, gates in PyTorch's order i, f, g, o. PyTorch's has two biases that are only ever added; here they are one.
 */
export const lstm = (inputs: number, hidden: number, options: RecurrentOptions = {}): Lstm =>
  new Lstm(inputs, hidden, options);

/** A GRU in PyTorch's form, gates in its order r, z, n; `hiddenBias` is reset together with the state's share of n. */
export const gru = (inputs: number, hidden: number, options: RecurrentOptions = {}): Gru =>
  new Gru(inputs, hidden, options);
