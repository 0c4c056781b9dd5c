/** Self-attention with its projections, and the transformer block around it. They know no tokens and no places. */
import { add, attention, gelu, reshape } from '../operations.ts';
import { rowsOf } from '../ops/shapes.ts';
import type { Tensor } from '../tensor.ts';
import { dense, type Dense } from './dense.ts';
import { normal, type Initialiser } from './initialise.ts';
import { layerNorm, type LayerNorm } from './layerNorm.ts';
import { CompositeLayer } from './learned.ts';

/** A dense layer on every row of [..., inputs]: [..., outputs]. */
function onRows(layer: Dense, x: Tensor): Tensor {
  const { rows, columns } = rowsOf(x.shape);
  return reshape(layer.forward(reshape(x, [rows, columns])), [...x.shape.slice(0, -1), layer.outputs]);
}

export interface SelfAttentionOptions {
  /** How many heads share the width; 1 unless said otherwise. */
  readonly heads?: number;
  /** Whether a step may look only at itself and the steps before it; false unless said otherwise. */
  readonly causal?: boolean;
  readonly name?: string;
  /** For the weights of queries, keys and values; xavier unless said otherwise, as torch.nn.MultiheadAttention. */
  readonly initialiser?: Initialiser;
  /** For the weights of the projection after it; xavier unless said otherwise. */
  readonly outputInitialiser?: Initialiser;
}

export class SelfAttention extends CompositeLayer {
  readonly kind = 'selfAttention';
  readonly width: number;
  readonly heads: number;
  readonly causal: boolean;
  readonly qkv: Dense;
  readonly projection: Dense;

  constructor(width: number, options: SelfAttentionOptions) {
    const { heads = 1, causal = false, name = 'selfAttention', initialiser, outputInitialiser } = options;
    const qkv = dense(width, 3 * width, { initialiser });
    const projection = dense(width, width, { initialiser: outputInitialiser });
    super(name, { qkv, projection });
    this.width = width;
    this.heads = heads;
    this.causal = causal;
    this.qkv = qkv;
    this.projection = projection;
  }

  /** Records the layer. The attention is named `….mix`: its scratch holds the weights [batch, heads, steps, steps]. */
  forward(x: Tensor): Tensor {
    const mix = attention(onRows(this.qkv, x), this).named(`${this.name}.mix`);
    return onRows(this.projection, mix);
  }
}

export interface TransformerBlockOptions extends SelfAttentionOptions {
  /** The width between the two dense layers; 4 times the block's unless said otherwise. */
  readonly hidden?: number;
  /** Which GELU stands between them; `tanh` unless said otherwise, as in GPT-2. */
  readonly gelu?: 'exact' | 'tanh';
}

export class TransformerBlock extends CompositeLayer {
  readonly kind = 'transformerBlock';
  readonly width: number;
  readonly gelu: 'exact' | 'tanh';
  readonly norm1: LayerNorm;
  readonly attention: SelfAttention;
  readonly norm2: LayerNorm;
  readonly up: Dense;
  readonly down: Dense;

  constructor(width: number, options: TransformerBlockOptions) {
    const { hidden = 4 * width, name = 'transformerBlock', initialiser = normal(0.02), ...rest } = options;
    const { gelu: form = 'tanh', outputInitialiser = initialiser } = rest;
    const parts = {
      norm1: layerNorm(width),
      attention: new SelfAttention(width, { ...rest, initialiser, outputInitialiser }),
      norm2: layerNorm(width),
      up: dense(width, hidden, { initialiser }),
      down: dense(hidden, width, { initialiser: outputInitialiser }),
    };
    super(name, parts);
    this.width = width;
    this.gelu = form;
    this.norm1 = parts.norm1;
    this.attention = parts.attention;
    this.norm2 = parts.norm2;
    this.up = parts.up;
    this.down = parts.down;
  }

  /** x + attention(norm(x)), then the same with two dense layers for the attention. Its output is named `….h`. */
  forward(x: Tensor): Tensor {
    const attended = add(x, this.attention.forward(this.norm1.forward(x)));
    const hidden = gelu(onRows(this.up, this.norm2.forward(attended)), this.gelu).named(`${this.up.name}.h`);
    return add(attended, onRows(this.down, hidden)).named(`${this.name}.h`);
  }
}

/** Each step takes from the others what it asks for: [batch, steps, width] → the same shape (Vaswani et al. 2017). */
export const selfAttention = (width: number, options: SelfAttentionOptions = {}): SelfAttention =>
  new SelfAttention(width, options);

/**
 * The block of a transformer, normalising first: [batch, steps, width] → the same shape. Weights are normal with deviation
 * 0.02 unless said otherwise, as in GPT-2 (Radford et al. 2019); `outputInitialiser` is for those of the two layers that
 * add to x.
 */
export const transformerBlock = (width: number, options: TransformerBlockOptions = {}): TransformerBlock =>
  new TransformerBlock(width, options);
