// How the small GPT of chapter 14 is trained: windows of the text drawn by lot, AdamW, a warm-up and then half a cosine. A
// generator, so that whoever drains it can stop, look and record. Also measures bits per character on a text.
import { CHARACTERS } from '../data/prose.ts';
import { cos, exp, log, power, sin } from '../kernels/math.ts';
import { softmaxCrossEntropy } from '../operations.ts';
import { adamw } from '../optim.ts';
import { compile } from '../program.ts';
import { random, type Random } from '../random.ts';
import { input } from '../tensor.ts';
import { gpt, type Gpt } from './gpt.ts';
import { GPT_CONTEXT, GPT_WIDTH, gptSizes } from './tiny-gpt-sizes.ts';
import { gptWeights } from './tiny-gpt.ts';

export interface GptRecipe {
  seed: number;
  /** Windows in a minibatch. */
  batch: number;
  steps: number;
  /** The highest learning rate. */
  rate: number;
  /** Updates at first in which it rises to that. */
  warmUp: number;
  /** Updates at the end in which it falls to zero along half a cosine; between the two it stays. */
  cool: number;
  /** AdamW's. */
  weightDecay: number;
  beta2: number;
}

/** How the weights that come with the book were trained. */
export const gptRecipe: GptRecipe = {
  seed: 1,
  batch: 4,
  steps: 26_500,
  rate: 0.002,
  warmUp: 100,
  cool: 13_000,
  weightDecay: 0.1,
  beta2: 0.99,
};

/** The share of the highest learning rate that an update takes, counted from 1. */
export const rateShare = ({ steps, warmUp, cool }: GptRecipe, step: number): number => {
  if (step <= warmUp) return step / warmUp;
  const left = (steps - step) / Math.max(1, cool);
  return left >= 1 ? 1 : (1 - cos(Math.PI * left)) / 2;
};

/** Deviation of initial weights, and how far the waves of the places swing at first. */
const DEVIATION = 0.06;
const SWING = 0.1;

/**
 * The network before training. The learned vectors of the places start as waves, slow ones and fast ones (Vaswani et al. 2017,
 * section 3.5), so that neighbours are alike from the first: looking one letter back is then learned in half the updates.
 */
function startGpt(luck: Random): Gpt {
  const net = gpt({ ...gptSizes, deviation: DEVIATION });
  net.initialise(luck);
  const { source } = net.positions.byRole.table;
  if (source.kind !== 'parameter') throw new Error('gpt: the vectors of places are no parameter');
  for (let t = 0; t < GPT_CONTEXT; t++)
    for (let i = 0; i < GPT_WIDTH; i += 2) {
      const angle = t / power(1000, i / GPT_WIDTH);
      source.values[t * GPT_WIDTH + i] = SWING * sin(angle);
      source.values[t * GPT_WIDTH + i + 1] = SWING * cos(angle);
    }
  return net;
}

export interface GptStep {
  /** Updates made so far. */
  step: number;
  /** Bits per character of the last minibatch before its update; null before the first. */
  bits: number | null;
  /** Live views: they change with the next step, so copy what is to be kept. */
  parameters: ReadonlyMap<string, ArrayLike<number>>;
}

/** The untrained network (or the one of `from`, a row of parameters), and then the network after every update. */
export function* trainGpt(text: Uint8Array, recipe: GptRecipe, from?: Float32Array): Generator<GptStep, void, void> {
  const { seed, batch, steps, rate, weightDecay, beta2 } = recipe;
  const luck = random(seed);
  const net = startGpt(luck.fork('weights'));
  const ids = input('ids', [batch, GPT_CONTEXT]);
  const labels = input('labels', [batch * GPT_CONTEXT]);
  const optimizer = adamw({ rate, weightDecay, beta2, clip: { norm: 1 } });
  const loss = softmaxCrossEntropy(net.forward(ids), labels);
  const program = compile({ loss, optimizer, readable: 'asked', kernels: 'fast' });
  if (from) program.load(gptWeights(from));
  const parameters = new Map([...program.parameters]);
  yield { step: 0, bits: null, parameters };
  const windows = luck.fork('windows');
  const x = new Float32Array(batch * GPT_CONTEXT);
  const y = new Float32Array(batch * GPT_CONTEXT);
  for (let step = 1; step <= steps; step++) {
    for (let row = 0; row < batch; row++) {
      const start = windows.integer(text.length - GPT_CONTEXT);
      x.set(text.subarray(start, start + GPT_CONTEXT), row * GPT_CONTEXT);
      y.set(text.subarray(start + 1, start + 1 + GPT_CONTEXT), row * GPT_CONTEXT);
    }
    program.feed(ids, x);
    program.feed(labels, y);
    optimizer.rate = rate * rateShare(recipe, step);
    yield { step, bits: program.step() / Math.LN2, parameters };
  }
}

/**
 * Measures bits per character of a text: windows of the whole context, each half a window on from the last, and of each the second
 * half, so that every character counted has at least 64 before it. The first half window is read, and not counted.
 */
export function gptExam(text: Uint8Array, batch = 16) {
  const half = GPT_CONTEXT / 2;
  const net = gpt(gptSizes);
  const ids = input('ids', [batch, GPT_CONTEXT]);
  const scores = net.forward(ids);
  const program = compile({ outputs: [scores], readable: 'asked', kernels: 'fast' });
  const count = Math.floor((text.length - 1 - half) / half);
  const x = new Float32Array(batch * GPT_CONTEXT);
  return (parameters: Iterable<readonly [string, ArrayLike<number>]>): { bits: number; characters: number } => {
    program.load(parameters);
    let bits = 0;
    for (let first = 0; first < count; first += batch) {
      const windows = Math.min(batch, count - first);
      for (let row = 0; row < windows; row++) {
        const start = (first + row) * half;
        x.set(text.subarray(start, start + GPT_CONTEXT), row * GPT_CONTEXT);
      }
      program.feed(ids, x);
      program.forward();
      const all = program.value(scores);
      for (let row = 0; row < windows; row++)
        for (let t = half; t < GPT_CONTEXT; t++) {
          const next = text[(first + row) * half + t + 1];
          bits += surprise(all, (row * GPT_CONTEXT + t) * CHARACTERS, next);
        }
    }
    return { bits: bits / (count * half), characters: count * half };
  };
}

/** −log₂ of the softmax's share of one of the scores that begin at `at`. */
function surprise(scores: ArrayLike<number>, at: number, which: number): number {
  let [most, sum] = [-Infinity, 0];
  for (let i = 0; i < CHARACTERS; i++) most = Math.max(most, scores[at + i]);
  for (let i = 0; i < CHARACTERS; i++) sum += exp(scores[at + i] - most);
  return (most + log(sum) - scores[at + which]) / Math.LN2;
}
