// A digit reader small enough to be trained in a moment: a digit is shrunk to 14 × 14 pixels, and a network of one hidden
// layer of ReLU neurons reads it. Trains from a seed and reads whole sets. Does not know where digits come from, nor what a
// figure plants among them.
import { PIXELS, SIDE, type DigitSet } from '../data/digit-set.ts';
import { cos } from '../kernels/math.ts';
import { dense, sequential } from '../nn/index.ts';
import { softmaxCrossEntropy } from '../operations.ts';
import { momentum } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { input } from '../tensor.ts';

/** The side of a shrunk digit, and how many pixels it has. */
export const SMALL = SIDE / 2;
export const SMALL_PIXELS = SMALL * SMALL;

/** Digits ready to be read: rows of 196 inks from 0 to 1, and a class each. */
export interface Examples {
  count: number;
  pixels: Float32Array; // [count, 196]
  labels: Uint8Array; // [count]
}

/** Writes digit `index`, moved by whole pixels of the large picture, into row `row`: the mean ink of every 2 × 2 pixels. */
export function shrinkInto(pixels: Float32Array, row: number, set: DigitSet, index: number, dx = 0, dy = 0): void {
  const out = pixels.subarray(row * SMALL_PIXELS, (row + 1) * SMALL_PIXELS).fill(0);
  for (let y = Math.max(0, dy); y < Math.min(SIDE, SIDE + dy); y++)
    for (let x = Math.max(0, dx); x < Math.min(SIDE, SIDE + dx); x++)
      out[(y >> 1) * SMALL + (x >> 1)] += set.levels[index * PIXELS + (y - dy) * SIDE + (x - dx)] / 60;
}

/** The digits of these indices, in this order, shrunk. */
export function shrink(set: DigitSet, indices: ArrayLike<number>): Examples {
  const pixels = new Float32Array(indices.length * SMALL_PIXELS);
  for (let row = 0; row < indices.length; row++) shrinkInto(pixels, row, set, indices[row]);
  return { count: indices.length, pixels, labels: Uint8Array.from(indices, (index) => set.labels[index]) };
}

/** Some rows of a set of examples, in this order. */
export function takeExamples({ pixels, labels }: Examples, rows: ArrayLike<number>): Examples {
  const taken = new Float32Array(rows.length * SMALL_PIXELS);
  for (let i = 0; i < rows.length; i++)
    taken.set(pixels.subarray(rows[i] * SMALL_PIXELS, (rows[i] + 1) * SMALL_PIXELS), i * SMALL_PIXELS);
  return { count: rows.length, pixels: taken, labels: Uint8Array.from(rows, (row) => labels[row]) };
}

export interface ReaderRecipe {
  seed: number | string;
  hidden: number;
  batch: number;
  steps: number;
  /** Learning rate of the first update; it falls along half a cosine to zero. */
  rate: number;
  /** `fast` where somebody has brought them; the plain ones unless told. */
  kernels?: 'fast' | 'plain';
}

/** Weights and biases of both layers, in the engine's order: y = x W + b. */
export type ReaderWeights = readonly [W: Float32Array, b: Float32Array, V: Float32Array, c: Float32Array];

const CLASSES_READ = 10;

function graph(batch: number, hidden: number) {
  const net = sequential(dense(SMALL_PIXELS, hidden, { activation: 'relu' }), dense(hidden, CLASSES_READ));
  const logits = net.forward(input('pixels', [batch, SMALL_PIXELS])).named('logits'); // [batch, 10]
  return { net, logits };
}

export interface ReaderStep {
  /** Updates made so far; the first is the untrained network's. */
  step: number;
  /** Live views: they change with the next step. */
  weights: ReaderWeights;
}

/** Trains by minibatches in a seeded order, with momentum 0.9. */
export function* trainReader(
  { count, pixels, labels }: Examples,
  recipe: ReaderRecipe,
): Generator<ReaderStep, void, void> {
  const { seed, hidden, batch, steps, rate, kernels = 'plain' } = recipe;
  const { net, logits } = graph(batch, hidden);
  net.initialise(random(seed).fork('weights'));
  const loss = softmaxCrossEntropy(logits, input('labels', [batch]));
  const program = compile({ loss, optimizer: momentum({ rate, momentum: 0.9 }), kernels });
  const weights = [...program.parameters.values()] as unknown as ReaderWeights;
  const order = random(seed).fork('order');
  const batchPixels = new Float32Array(batch * SMALL_PIXELS);
  const batchLabels = new Float32Array(batch);
  let deck = order.permutation(count);
  let dealt = 0;
  yield { step: 0, weights };
  for (let step = 0; step < steps; step++) {
    for (let row = 0; row < batch; row++) {
      if (dealt === count) {
        deck = order.permutation(count);
        dealt = 0;
      }
      const example = deck[dealt++];
      batchPixels.set(pixels.subarray(example * SMALL_PIXELS, (example + 1) * SMALL_PIXELS), row * SMALL_PIXELS);
      batchLabels[row] = labels[example];
    }
    program.feed('pixels', batchPixels);
    program.feed('labels', batchLabels);
    program.optimizer.rate = (rate / 2) * (1 + cos((Math.PI * step) / steps));
    program.step();
    yield { step: step + 1, weights };
  }
}

/** The weights at the end of a training, as copies. */
export function trainedReader(examples: Examples, recipe: ReaderRecipe): ReaderWeights {
  let last: ReaderWeights | undefined;
  for (const { weights } of trainReader(examples, recipe)) last = weights;
  if (!last) throw new Error('reader: the recipe makes no steps');
  return last.map((values) => values.slice()) as unknown as ReaderWeights;
}

/** Reads a fixed set of examples with whatever weights it is given: compiled once. */
export function examiner(examples: Examples, hidden: number, kernels: 'fast' | 'plain' = 'plain') {
  const { logits } = graph(examples.count, hidden);
  const program = compile({ outputs: [logits], readable: 'asked', kernels });
  program.feed('pixels', examples.pixels);
  const parameters = [...program.parameters.values()];
  /** The class that each example is taken for. */
  const answers = (weights: ReaderWeights): Uint8Array => {
    weights.forEach((values, i) => parameters[i].set(values));
    program.forward();
    const values = program.value('logits');
    return Uint8Array.from({ length: examples.count }, (_, row) => {
      let best = 0;
      for (let k = 1; k < CLASSES_READ; k++)
        if (values[row * CLASSES_READ + k] > values[row * CLASSES_READ + best]) best = k;
      return best;
    });
  };
  /** How many it reads rightly. */
  const right = (weights: ReaderWeights): number =>
    answers(weights).reduce((sum, answer, row) => sum + (answer === examples.labels[row] ? 1 : 0), 0);
  return { answers, right };
}
