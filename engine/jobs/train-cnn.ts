// A small convolutional network learns from 10,000 digits and sits an exam on 2,000 that it never learned from: a frame for
// every ten updates. The first frame, before any digit is needed, says that nothing has been done yet; the second is the
// untrained network's.
import { unpackDigits, type DigitSet, PIXELS } from '../data/digit-set.ts';
import { digitPack } from '../data/digit-pack.ts';
import { shelved } from '../data/shelf.ts';
import { rowOfWeights } from '../models/digit-nets.ts';
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

export const trainCnn = defineJob<TrainCnnParameters, CnnFrame>({
  name: 'train-cnn',
  fast: true,
  files: [digitPack.train.path, digitPack.test.path],
  *run({ seed, rate, decay }) {
    yield { step: 0, loss: null, rate: null, weights: null, exam: null };
    const { train, test } = (sets ??= {
      train: unpackDigits(shelved(digitPack.train.path)),
      test: unpackDigits(shelved(digitPack.test.path)),
    });
    const sit = netExam('flat', cnnRecipe.kernels);
    for (const state of trainNet('flat', train, { ...cnnRecipe, seed, rate, decay })) {
      if (state.step % EVERY !== 0) continue;
      yield {
        step: state.step,
        loss: state.loss,
        rate: state.rate,
        weights: rowOfWeights('flat', state.weights),
        exam: isExam(state.step) ? exam(sit(test, state.weights), test) : null,
      };
    }
  },
});
