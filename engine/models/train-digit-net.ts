// How the networks of digit-nets.ts are trained: minibatches in a seeded order, Adam, a learning rate that falls along half a
// cosine. A generator, so that whoever drains it can stop, look and record. Also lets a network sit an exam: a whole set.
import { CLASSES, mostLikely } from '../data/classes.ts';
import type { DigitSet } from '../data/digit-set.ts';
import { PIXELS } from '../data/digit-set.ts';
import { softmaxCrossEntropy } from '../operations.ts';
import { adam } from '../optim.ts';
import type { Kernels } from '../program-types.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { cosine } from '../schedules.ts';
import { input } from '../tensor.ts';
import type { NetName } from './digit-net-sizes.ts';
import { digitNet, netReader, type NetWeights } from './digit-nets.ts';

export interface NetRecipe {
  seed: number | string;
  batch: number;
  steps: number;
  /** Learning rate of the first update. */
  rate: number;
  /** Whether the rate falls to zero along half a cosine, or stays. */
  decay: boolean;
  kernels: Kernels;
}

/** The recipe of the network that readers train. */
export const cnnRecipe: Omit<NetRecipe, 'seed'> = { batch: 50, steps: 800, rate: 0.004, decay: true, kernels: 'fast' };

export interface NetStep {
  /** Updates made so far; the first is the untrained network's. */
  step: number;
  /** Mean loss of the last minibatch before its update; null before the first. */
  loss: number | null;
  /** Learning rate of the last update. */
  rate: number;
  /** Live views: they change with the next step, so copy what is to be kept. */
  weights: NetWeights;
}

/** Writes ink from 0 to 1 of these digits, one after the other. */
function inkInto(pixels: Float32Array, { levels }: DigitSet, digits: ArrayLike<number>): void {
  for (let row = 0; row < digits.length; row++)
    for (let i = 0; i < PIXELS; i++) pixels[row * PIXELS + i] = levels[digits[row] * PIXELS + i] / 15;
}

export function* trainNet(name: NetName, set: DigitSet, recipe: NetRecipe): Generator<NetStep, void, void> {
  const { seed, batch, steps, rate, decay, kernels } = recipe;
  const net = digitNet(name, batch);
  net.initialise(seed);
  const loss = softmaxCrossEntropy(net.logits, input('labels', [batch]));
  const program = compile({ loss, optimizer: adam({ rate }), readable: 'asked', kernels });
  const weights = Object.fromEntries(program.parameters) as NetWeights;
  const order = random(seed).fork('order');
  const schedule = decay ? cosine({ steps }) : () => 1;
  const pixels = new Float32Array(batch * PIXELS);
  let deck = order.permutation(set.count);
  let dealt = 0;
  yield { step: 0, loss: null, rate, weights };
  for (let step = 0; step < steps; step++) {
    if (dealt + batch > set.count) {
      deck = order.permutation(set.count);
      dealt = 0;
    }
    const hand = deck.subarray(dealt, (dealt += batch));
    inkInto(pixels, set, hand);
    program.feed('pixels', pixels);
    program.feed(
      'labels',
      Float32Array.from(hand, (digit) => set.labels[digit]),
    );
    program.optimizer.rate = rate * schedule(step);
    yield { step: step + 1, loss: program.step(), rate: program.optimizer.rate, weights };
  }
}

export interface NetScore {
  right: number;
  /** How often a digit of class `row` was taken for class `column`. */
  confusion: Uint16Array; // [10, 10]
  /** The digits that were read wrongly, surest first: index, the class it was taken for, and how sure the network was. */
  mistakes: { digit: number; answer: number; sure: number }[];
}

/** An exam, compiled once: a whole set is read with whatever weights it is given, hundred by hundred, with a pause after each. */
export function netSitting(name: NetName, kernels: Kernels = 'plain') {
  const batch = 100;
  const reader = netReader(name, batch, kernels);
  const pixels = new Float32Array(batch * PIXELS);
  const hand = new Uint32Array(batch);
  return function* (set: DigitSet, weights: NetWeights): Generator<undefined, NetScore, void> {
    if (set.count % batch !== 0) throw new Error(`exam: ${set.count} digits are not whole hundreds`);
    reader.load(weights);
    const confusion = new Uint16Array(CLASSES * CLASSES);
    const mistakes: NetScore['mistakes'] = [];
    for (let first = 0; first < set.count; first += batch) {
      for (let row = 0; row < batch; row++) hand[row] = first + row;
      inkInto(pixels, set, hand);
      const probabilities = reader.read(pixels);
      for (let row = 0; row < batch; row++) {
        const own = probabilities.subarray(row * CLASSES, (row + 1) * CLASSES);
        const [answer, label] = [mostLikely(own), set.labels[first + row]];
        confusion[label * CLASSES + answer]++;
        if (answer !== label) mistakes.push({ digit: first + row, answer, sure: own[answer] });
      }
      yield;
    }
    mistakes.sort((a, b) => b.sure - a.sure || a.digit - b.digit);
    return { right: set.count - mistakes.length, confusion, mistakes };
  };
}

/** The same without pauses. */
export function netExam(name: NetName, kernels: Kernels = 'plain') {
  const sit = netSitting(name, kernels);
  return (set: DigitSet, weights: NetWeights): NetScore => {
    const sitting = sit(set, weights);
    let next = sitting.next();
    while (!next.done) next = sitting.next();
    return next.value;
  };
}
