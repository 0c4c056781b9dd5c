/**
 * A small GPT: token and place vectors, causal transformer blocks, one last normalisation, and a score for every token of
 * the vocabulary (Radford et al. 2019, without tied weights and without dropout). It knows no text.
 */
import { embedding, positions, type Embedding, type Positions } from '../nn/embedding.ts';
import { transformerBlock, type TransformerBlock } from '../nn/attention.ts';
import { normal, type Initialiser } from '../nn/initialise.ts';
import { layerNorm, type LayerNorm } from '../nn/layerNorm.ts';
import { CompositeLayer, LearnedLayer } from '../nn/learned.ts';
import { matmul, reshape } from '../operations.ts';
import { rowsOf, show } from '../ops/shapes.ts';
import type { Tensor } from '../tensor.ts';

export interface GptOptions {
  /** How many tokens there are. */
  readonly vocabulary: number;
  /** The most steps it can look back. */
  readonly context: number;
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
  /** The deviation of initial weights; 0.02 unless said otherwise, as in GPT-2. Narrow networks begin sooner with more. */
  readonly deviation?: number;
  readonly name?: string;
}

/** The last layer: [rows, width] → [rows, vocabulary], without a bias. */
class Head extends LearnedLayer<'weights'> {
  readonly kind = 'head';

  constructor(width: number, vocabulary: number, initialiser: Initialiser) {
    const fan = { inputs: width, outputs: vocabulary };
    super('head', { weights: { shape: [width, vocabulary], start: 0, initialiser, fan } });
  }

  forward(x: Tensor): Tensor {
    return matmul(x, this.byRole.weights).named(`${this.name}.z`);
  }
}

export class Gpt extends CompositeLayer {
  readonly kind = 'gpt';
  readonly tokens: Embedding;
  readonly positions: Positions;
  readonly blocks: readonly TransformerBlock[];
  readonly norm: LayerNorm;
  readonly head: Head;

  constructor({ vocabulary, context, width, heads, layers, deviation = 0.02, name = 'gpt' }: GptOptions) {
    const initialiser = normal(deviation);
    // Each block adds twice to the stream; this keeps the sum of all of them as large as one (GPT-2, section 2.3).
    const outputInitialiser = normal(deviation / Math.sqrt(2 * layers));
    const blocks = Array.from({ length: layers }, () =>
      transformerBlock(width, { heads, causal: true, initialiser, outputInitialiser }),
    );
    const parts = {
      tokens: embedding(vocabulary, width, { initialiser }),
      positions: positions(context, width, { initialiser }),
      ...Object.fromEntries(blocks.map((block, i) => [`block${i + 1}`, block])),
      norm: layerNorm(width),
      head: new Head(width, vocabulary, initialiser),
    };
    super(name, parts);
    this.tokens = parts.tokens;
    this.positions = parts.positions;
    this.blocks = blocks;
    this.norm = parts.norm;
    this.head = parts.head;
  }

  /** Scores of the next token at every step: ids [batch, steps] → [batch · steps, vocabulary]. */
  forward(ids: Tensor): Tensor {
    if (ids.shape.length !== 2) throw new RangeError(`gpt: needs ids [batch, steps], not ${show(ids.shape)}`);
    const start = this.positions.forward(this.tokens.forward(ids));
    const end = this.norm.forward(this.blocks.reduce((x, block) => block.forward(x), start));
    const { rows, columns } = rowsOf(end.shape);
    return this.head.forward(reshape(end, [rows, columns]));
  }
}

/** A GPT with all parameters zero (gains 1) until initialised as GPT-2 is: normal with deviation 0.02 unless said otherwise. */
export const gpt = (options: GptOptions): Gpt => new Gpt(options);
