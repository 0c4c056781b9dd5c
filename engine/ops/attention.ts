// Scaled dot-product attention with several heads.
import { call } from '../kernels/call.ts';
import { attentionBackward, attentionForward } from '../kernels/attention.ts';
import type { Rule, Site } from './rule.ts';
import { show, type Shape } from './shapes.ts';

interface Heads {
  /** How many heads share the width; each looks at its own stretch of it. */
  readonly heads: number;
  /** Whether a step may look only at itself and the steps before it. */
  readonly causal: boolean;
}

/** Sizes of [batch, steps, 3 · heads · width] as the kernels take them. */
function sizes([batch, steps, packed]: Shape, { heads }: Heads) {
  return { batch, steps, width: packed / 3 / heads };
}

/** How many attention weights there are. */
const weightsOf = (shape: Shape, { heads }: Heads): number => shape[0] * heads * shape[1] * shape[1];

/**
 * softmax(q kᵀ / √(width of a head)) v for every head (Vaswani et al. 2017): qkv [batch, steps, 3 · width] holds queries,
 * keys and values side by side, each with its heads one after the other, as GPT-2 and PyTorch pack them; the result is
 * [batch, steps, width]. With `causal` no step sees a later one.
 * Scratch: the attention weights [batch, heads, steps, steps], row i of a head being what step i takes from each step;
 * then room [steps, steps] for the way back.
 */
export const attention: Rule<1, Heads> = {
  name: 'attention',
  operands: ['qkv'],
  tex: ([qkv], { causal }) => String.raw`\operatorname{attention}${causal ? '_{\\le t}' : ''}\left(${qkv}\right)`,
  shape: ([qkv], { heads }) => {
    if (qkv.length !== 3 || qkv[2] % 3 !== 0)
      throw new RangeError(`attention: needs qkv [batch, steps, 3 × width]: ${show(qkv)}`);
    const [batch, steps, packed] = qkv;
    if (!(Number.isInteger(heads) && heads > 0 && (packed / 3) % heads === 0))
      throw new RangeError(`attention: ${heads} heads do not divide a width of ${packed / 3}`);
    return [batch, steps, packed / 3];
  },
  scratch: ([qkv], attributes) => weightsOf(qkv, attributes) + qkv[1] * qkv[1],
  forward: ({ inputs: [qkv], output: y, scratch: weights, attributes }: Site<1, Heads>) => {
    const { batch, steps, width } = sizes(qkv.shape, attributes);
    const causal = attributes.causal ? 1 : 0;
    return call({ attentionForward }, batch, attributes.heads, steps, width, causal, qkv.offset, weights, y.offset);
  },
  backward: [
    ({ inputs: [qkv], output: y, scratch: weights, attributes, keep }) => {
      const { batch, steps, width } = sizes(qkv.shape, attributes);
      const causal = attributes.causal ? 1 : 0;
      return call(
        { attentionBackward },
        batch,
        attributes.heads,
        steps,
        width,
        causal,
        qkv.offset,
        weights,
        weights + weightsOf(qkv.shape, attributes),
        y.gradient,
        qkv.gradient,
        keep,
      );
    },
  ],
  forgets: 'output',
  sample: (size) => {
    const heads = size();
    const packed = 3 * heads * size();
    return { inputs: [{ shape: [size(), size(), packed] }], attributes: { heads, causal: size() % 2 === 0 } };
  },
};
