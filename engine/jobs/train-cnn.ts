// A small convolutional network learns from 10,000 digits and sits an exam on 2,000 that it never learned from: a frame for
// every ten updates. The first frame, before any digit is needed, says that nothing has been done yet; the second is the
// untrained network's.
import { unpackDigits, type DigitSet, PIXELS } from '../data/digit-set.ts';
import { digitPack } from '../data/digit-pack.ts';
import { shelved } from '../data/shelf.ts';
import { cnnSamples, type CnnReading } from '../models/cnn-record.ts';
import { FILTERS, MAP_SIDE, MAPS, netReader, rowOfWeights, TOP_SIDE, type NetWeights } from '../models/digit-nets.ts';
import { CLASSES } from '../models/digits.ts';
import { cnnRecipe, netExam, trainNet, type NetScore } from '../models/train-digit-net.ts';
import { defineJob } from './job.ts';

export interface TrainCnnParameters {
  seed: number;
  /** Learning rate of the first update. */
  rate: number;
  /** Whether it falls to zero, or stays. */
  decay: boolean;
}

/** A held-out digit that the network misreads. */
export interface CnnMistake {
  label: number;
  answer: number;
  sure: number;
  /** 784 levels, 0 to 15. */
  levels: Uint8Array;
}

export interface CnnExam {
  right: number;
  of: number;
  /** How often a digit of class `row` was taken for class `column`. */
  confusion: Uint16Array; // [10, 10]
  /** The surest mistakes, the surest first. */
  worst: readonly CnnMistake[];
}

export interface CnnFrame {
  /** Updates made so far. */
  step: number;
  /** Mean loss of the last minibatch. */
  loss: number | null;
  rate: number | null;
  /** All parameters in one row; null before anything was begun. */
  weights: Float32Array | null;
  /** What the network makes of the sample digits: made here, so that the page need not run a network for each frame. */
  readings: readonly CnnReading[];
  /** Where there was an exam. */
  exam: CnnExam | null;
}

/** Updates a frame. */
const EVERY = 10;
/** Frames with an exam: the first three, and then every fourth. */
const isExam = (step: number) => step <= 2 * EVERY || step % (4 * EVERY) === 0;
const WORST = 8;

let sets: { train: DigitSet; test: DigitSet } | undefined;

function exam({ right, confusion, mistakes }: NetScore, { count, labels, levels }: DigitSet): CnnExam {
  const worst = mistakes.slice(0, WORST).map(({ digit, answer, sure }) => ({
    label: labels[digit],
    answer,
    sure,
    levels: levels.slice(digit * PIXELS, (digit + 1) * PIXELS),
  }));
  return { right, of: count, confusion, worst };
}

/** Lets a network read the samples, all at once. */
function onlooker() {
  const reader = netReader('flat', cnnSamples.length, cnnRecipe.kernels);
  const pixels = new Float32Array(cnnSamples.length * PIXELS);
  cnnSamples.forEach((sample, i) => pixels.set(sample.pixels, i * PIXELS));
  return (weights: NetWeights): CnnReading[] => {
    reader.load(weights);
    const probabilities = reader.read(pixels);
    const part = (values: Float32Array, i: number, size: number) => values.slice(i * size, (i + 1) * size);
    return cnnSamples.map((_, i) => ({
      maps: part(reader.value('firstPool.h'), i, FILTERS * MAP_SIDE * MAP_SIDE),
      tops: part(reader.value('secondPool.h'), i, MAPS * TOP_SIDE * TOP_SIDE),
      probabilities: part(probabilities, i, CLASSES),
    }));
  };
}

export const trainCnn = defineJob<TrainCnnParameters, CnnFrame>({
  name: 'train-cnn',
  fast: true,
  files: [digitPack.train.path, digitPack.test.path],
  *run({ seed, rate, decay }) {
    yield { step: 0, loss: null, rate: null, weights: null, readings: [], exam: null };
    const { train, test } = (sets ??= {
      train: unpackDigits(shelved(digitPack.train.path)),
      test: unpackDigits(shelved(digitPack.test.path)),
    });
    const look = onlooker();
    const sit = netExam('flat', cnnRecipe.kernels);
    for (const state of trainNet('flat', train, { ...cnnRecipe, seed, rate, decay })) {
      if (state.step % EVERY !== 0) continue;
      yield {
        step: state.step,
        loss: state.loss,
        rate: state.rate,
        weights: rowOfWeights('flat', state.weights),
        readings: look(state.weights),
        exam: isExam(state.step) ? exam(sit(test, state.weights), test) : null,
      };
    }
  },
});
