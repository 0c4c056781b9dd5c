// How the digit network is trained: minibatches of 64 in a seeded order, gradient descent with momentum, a rate that falls
// along half a cosine. A generator, so that whoever drains it can stop, look and record. Does not know where digits come from.
import { CLASSES, mostLikely } from '../data/classes.ts';
import { PIXELS, type DigitSet } from '../data/digit-set.ts';
import { cos } from '../kernels/math.ts';
import { softmax, softmaxCrossEntropy } from '../operations.ts';
import { momentum } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { input } from '../tensor.ts';
import { digitGraph, digitShapes, HIDDEN, type DigitWeights } from './digits.ts';

export interface DigitRecipe {
  seed: number;
  batch: number;
  steps: number;
  /** Learning rate of the first step; it falls to zero at the last. */
  rate: number;
  momentum: number;
}

export const digitRecipe: DigitRecipe = { seed: 1998, batch: 64, steps: 7500, rate: 0.1, momentum: 0.9 };

/**
 * Hidden weights as He et al. (2015) draw them for ReLU; output weights a hundred times smaller than is usual, so that an
 * untrained network favours no class: it gives each about one tenth. Biases are zero.
 */
function untrainedDigits(seed: number): DigitWeights {
  const rng = random(seed).fork('weights');
  const normal = (name: 'hidden.weight' | 'output.weight', spread: number) => {
    const [inputs, outputs] = digitShapes[name];
    return Float32Array.from({ length: inputs * outputs }, () => spread * rng.normal());
  };
  return {
    'hidden.weight': normal('hidden.weight', Math.sqrt(2 / PIXELS)),
    'hidden.bias': new Float32Array(HIDDEN),
    'output.weight': normal('output.weight', 0.01 / Math.sqrt(HIDDEN)),
    'output.bias': new Float32Array(CLASSES),
  };
}

export interface DigitStep {
  /** Updates made so far; the first frame is the untrained network's. */
  step: number;
  /** The parameters as they are now; they change with the next step, so copy what is to be kept. */
  weights: DigitWeights;
}

export function* trainDigits(set: DigitSet, recipe: DigitRecipe): Generator<DigitStep, void, void> {
  const { seed, batch, steps, rate } = recipe;
  const { logits } = digitGraph(batch, untrainedDigits(seed));
  const labels = input('labels', [batch]);
  const loss = softmaxCrossEntropy(logits, labels);
  const program = compile({ loss, optimizer: momentum({ rate, momentum: recipe.momentum }) });
  const weights = Object.fromEntries(program.parameters) as DigitWeights;
  const order = random(seed).fork('order');
  const pixelsOfBatch = new Float32Array(batch * PIXELS);
  const labelsOfBatch = new Float32Array(batch);
  let deck = order.permutation(set.count);
  let dealt = 0;

  yield { step: 0, weights };
  for (let step = 0; step < steps; step++) {
    if (dealt + batch > deck.length) {
      deck = order.permutation(set.count);
      dealt = 0;
    }
    deck.subarray(dealt, dealt + batch).forEach((digit, row) => {
      labelsOfBatch[row] = set.labels[digit];
      for (let i = 0; i < PIXELS; i++) pixelsOfBatch[row * PIXELS + i] = set.levels[digit * PIXELS + i] / 15;
    });
    dealt += batch;
    program.feed('pixels', pixelsOfBatch);
    program.feed('labels', labelsOfBatch);
    program.optimizer.rate = (rate / 2) * (1 + cos((Math.PI * step) / steps));
    program.step();
    yield { step: step + 1, weights };
  }
}

export interface Score {
  /** Digits read correctly. */
  right: number;
  of: number;
  /** Mean cross-entropy, in nats a digit. */
  loss: number;
  /** Probabilities of every class for every digit. */
  probabilities: Float32Array; // [of, 10]
}

/** Lets the network of these weights read the whole set. */
export function scoreDigits(weights: DigitWeights, set: DigitSet, batch = 100): Score {
  if (set.count % batch !== 0) throw new Error(`score: ${set.count} digits are not whole batches of ${batch}`);
  const { logits } = digitGraph(batch, weights);
  const labels = input('labels', [batch]);
  const loss = softmaxCrossEntropy(logits, labels);
  const program = compile({ loss, outputs: [softmax(logits).named('probabilities')] });
  const probabilities = new Float32Array(set.count * CLASSES);
  let total = 0;
  let right = 0;
  for (let first = 0; first < set.count; first += batch) {
    program.feed(
      'pixels',
      Float32Array.from(set.levels.subarray(first * PIXELS, (first + batch) * PIXELS), (v) => v / 15),
    );
    program.feed('labels', Float32Array.from(set.labels.subarray(first, first + batch)));
    program.forward();
    const batchProbabilities = program.value('probabilities');
    probabilities.set(batchProbabilities, first * CLASSES);
    total += program.loss * batch;
    for (let row = 0; row < batch; row++) {
      const answer = batchProbabilities.subarray(row * CLASSES, (row + 1) * CLASSES);
      if (mostLikely(answer) === set.labels[first + row]) right++;
    }
  }
  return { right, of: set.count, loss: total / set.count, probabilities };
}
