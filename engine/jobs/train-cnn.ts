// A small convolutional network learns from 10,000 digits and sits an exam on 2,000 that it never learned from: a frame for
// every ten updates. The first frame, before any digit is needed, says that nothing has been done yet; the rest stands in
// train-cnn-training.ts.
import { digitPack } from '../data/digit-pack.ts';
import type { CnnReading } from '../models/cnn-record.ts';
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

/** What it needs: digits to learn from, and digits that are held out. */
export const trainCnnFiles: readonly string[] = [digitPack.train.path, digitPack.test.path];

export const nothingTrained: CnnFrame = { step: 0, loss: null, rate: null, weights: null, readings: [], exam: null };

/** What a page shows of it by itself. */
export const trainCnnAtRest = defineJob<TrainCnnParameters, CnnFrame>({
  name: 'train-cnn',
  fast: true,
  files: trainCnnFiles,
  *run() {
    yield nothingTrained;
  },
});
