// Asks the small GPT, one character at a time and in plain numbers: each character is worked out once, and its keys and values are
// kept for those that follow. How one of the next characters is chosen stands in next-character.ts.
import { tanh } from '../kernels/math.ts';
import type { Random } from '../random.ts';
import { chancesOf, choose, softmaxOf, type Choosing } from './next-character.ts';
import { GPT_CONTEXT, GPT_HEADS, GPT_LAYERS, GPT_WIDTH } from './tiny-gpt-sizes.ts';
import { gptWeights } from './tiny-gpt.ts';

const D = GPT_WIDTH;
const PER_HEAD = D / GPT_HEADS;
const ROOT = Math.sqrt(2 / Math.PI);

export interface GptStepRead {
  /** Scores of the characters that may come next. */
  scores: Float32Array; // [81]
  /** For every head of every layer, how much this character looks at itself and at those before it. */
  looks: readonly Float32Array[]; // [layers · heads] of [places so far]
}

/** y = x W + b; without b, y = x W. */
function affine(x: Float32Array, weights: Float32Array, bias?: Float32Array): Float32Array {
  const width = weights.length / x.length;
  const y = bias ? Float32Array.from(bias) : new Float32Array(width);
  for (let i = 0; i < x.length; i++) {
    const by = x[i];
    for (let j = 0, at = i * width; j < width; j++) y[j] += by * weights[at + j];
  }
  return y;
}

function normed(x: Float32Array, gain: Float32Array, bias: Float32Array): Float32Array {
  let [mean, square] = [0, 0];
  for (const value of x) mean += value / x.length;
  for (const value of x) square += ((value - mean) * (value - mean)) / x.length;
  const by = 1 / Math.sqrt(square + 1e-5);
  return x.map((value, i) => (value - mean) * by * gain[i] + bias[i]);
}

const gelu = (x: number): number => 0.5 * x * (1 + tanh(ROOT * (x + 0.044715 * x * x * x)));

/** A network with these weights, which remembers what it has read since it was started. */
export function gptReader(row: Float32Array) {
  const named = gptWeights(row);
  const part = (name: string): Float32Array => named.get(`gpt.${name}`) ?? new Float32Array(0);
  const blocks = Array.from({ length: GPT_LAYERS }, (_, i) => {
    const of = (name: string) => part(`block${i + 1}.${name}`);
    return {
      norm1: [of('norm1.gain'), of('norm1.bias')] as const,
      qkv: [of('attention.qkv.weights'), of('attention.qkv.bias')] as const,
      projection: [of('attention.projection.weights'), of('attention.projection.bias')] as const,
      norm2: [of('norm2.gain'), of('norm2.bias')] as const,
      up: [of('up.weights'), of('up.bias')] as const,
      down: [of('down.weights'), of('down.bias')] as const,
      /** Queries, keys and values of every place read. */
      kept: new Float32Array(GPT_CONTEXT * 3 * D),
    };
  });
  const [tokens, places, gain, bias, head] = [
    'tokens.table',
    'positions.table',
    'norm.gain',
    'norm.bias',
    'head.weights',
  ].map(part);
  let length = 0;

  /** What one head takes from the places so far, into `mix`; how much it looks at each. */
  function look(kept: Float32Array, which: number, mix: Float32Array): Float32Array {
    const query = (length - 1) * 3 * D + which * PER_HEAD;
    const scores = new Float32Array(length);
    for (let t = 0; t < length; t++) {
      const key = t * 3 * D + D + which * PER_HEAD;
      for (let i = 0; i < PER_HEAD; i++) scores[t] += kept[query + i] * kept[key + i];
      scores[t] /= Math.sqrt(PER_HEAD);
    }
    const weights = softmaxOf(scores);
    for (let t = 0; t < length; t++) {
      const value = t * 3 * D + 2 * D + which * PER_HEAD;
      for (let i = 0; i < PER_HEAD; i++) mix[which * PER_HEAD + i] += weights[t] * kept[value + i];
    }
    return weights;
  }

  return {
    /** Forgets all but the first characters that it read. */
    back: (to = 0) => void (length = Math.min(length, to)),
    /** Characters read so far. */
    get length() {
      return length;
    },
    /** Reads the next character; there must be room in the context. */
    read(character: number): GptStepRead {
      if (length >= GPT_CONTEXT) throw new RangeError(`gpt: it reads ${GPT_CONTEXT} characters and no more`);
      let x: Float32Array = tokens.slice(character * D, (character + 1) * D);
      for (let i = 0; i < D; i++) x[i] += places[length * D + i];
      length += 1;
      const looks: Float32Array[] = [];
      for (const { norm1, qkv, projection, norm2, up, down, kept } of blocks) {
        kept.set(affine(normed(x, ...norm1), ...qkv), (length - 1) * 3 * D);
        const mix = new Float32Array(D);
        for (let which = 0; which < GPT_HEADS; which++) looks.push(look(kept, which, mix));
        const attended = affine(mix, ...projection);
        const after = x.map((value, i) => value + attended[i]);
        const made = affine(affine(normed(after, ...norm2), ...up).map(gelu), ...down);
        x = after.map((value, i) => value + made[i]);
      }
      return { scores: affine(normed(x, gain, bias), head), looks };
    },
  };
}
export type GptReader = ReturnType<typeof gptReader>;

/** Reads a prompt and writes on, at most until the context is full. The reader is left with all that was read and written. */
export function writeOn(
  reader: GptReader,
  prompt: ArrayLike<number>,
  count: number,
  choosing: Choosing,
  luck: Random,
): number[] {
  let read: GptStepRead | undefined;
  for (let i = reader.length; i < prompt.length; i++) read = reader.read(prompt[i]);
  const written: number[] = [];
  while (read && written.length < count && reader.length < GPT_CONTEXT) {
    const next = choose(chancesOf(read.scores, choosing), luck);
    written.push(next);
    read = reader.read(next);
  }
  return written;
}
