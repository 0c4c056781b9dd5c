/** The layers that turn numbers of tokens and of places into vectors, and one that lines vectors up as rows. */
import { add, embedding as look, reshape } from '../operations.ts';
import { rowsOf, show } from '../ops/shapes.ts';
import { constant, type Tensor } from '../tensor.ts';
import { normal, type Initialiser } from './initialise.ts';
import { FixedLayer } from './layers.ts';
import { LearnedLayer } from './learned.ts';

export interface EmbeddingLayerOptions {
  /** Stands before `.table` and `.h` in the names. */
  readonly name?: string;
  readonly initialiser?: Initialiser;
}

export class Embedding extends LearnedLayer<'table'> {
  readonly kind = 'embedding';
  readonly vocabulary: number;
  readonly width: number;

  constructor(
    vocabulary: number,
    width: number,
    { name = 'embedding', initialiser = normal(1) }: EmbeddingLayerOptions,
  ) {
    const fan = { inputs: vocabulary, outputs: width };
    super(name, { table: { shape: [vocabulary, width], start: 0, initialiser, fan } });
    this.vocabulary = vocabulary;
    this.width = width;
  }

  /** Records the layer; its output is named `….h`. */
  forward(ids: Tensor): Tensor {
    return look(ids, this.byRole.table).named(`${this.name}.h`);
  }
}

export class Positions extends LearnedLayer<'table'> {
  readonly kind = 'positions';
  readonly context: number;
  readonly width: number;

  constructor(
    context: number,
    width: number,
    { name = 'positions', initialiser = normal(0.02) }: EmbeddingLayerOptions,
  ) {
    const fan = { inputs: context, outputs: width };
    super(name, { table: { shape: [context, width], start: 0, initialiser, fan } });
    this.context = context;
    this.width = width;
  }

  /** Records the layer; its output is named `….h`. */
  forward(x: Tensor): Tensor {
    const [steps, width] = x.shape.slice(-2);
    if (x.shape.length < 2 || width !== this.width || steps > this.context)
      throw new RangeError(`positions: ${show(x.shape)} does not fit a context of [${this.context}, ${this.width}]`);
    const { table } = this.byRole;
    const first = steps === this.context ? table : look(constant(Array.from({ length: steps }, (_, t) => t)), table);
    return add(x, first).named(`${this.name}.h`);
  }
}

export class Rows extends FixedLayer {
  readonly kind = 'rows';

  protected record(x: Tensor): Tensor {
    const { rows, columns } = rowsOf(x.shape);
    return reshape(x, [rows, columns]);
  }
}

/**
 * A vector for each token: ids [...], whole numbers from 0 to vocabulary − 1 → [..., width]. Zeros until initialised, then
 * normal with deviation 1 unless said otherwise, as torch.nn.Embedding.
 */
export const embedding = (vocabulary: number, width: number, options: EmbeddingLayerOptions = {}): Embedding =>
  new Embedding(vocabulary, width, options);

/**
 * Adds a learned vector for each place of a sequence: [..., steps, width] → the same, for up to `context` steps. Zeros
 * until initialised, then normal with deviation 0.02 unless said otherwise, as in GPT-2 (Radford et al. 2019).
 */
export const positions = (context: number, width: number, options: EmbeddingLayerOptions = {}): Positions =>
  new Positions(context, width, options);

/** [..., width] → [all the rest, width]: what stands between sequences and a dense layer. Nothing is copied. */
export const rows = ({ name }: { name?: string } = {}): Rows => new Rows(name);
