// The points of one curve: a few noisy ones to learn from and two piles that are held out; and what is told of five networks that
// learn from them. Trains nothing: that is curve-lab-training.ts.
import { sin } from '../kernels/math.ts';
import { random, type Random } from '../random.ts';
import type { Losses } from './five-networks.ts';

export interface CurveLabSetting {
  /** Training points, 1 to 640. */
  examples: number;
  /** Neurons in each of the two hidden layers. */
  neurons: number;
  /** Standard deviation of what is added to every y. */
  noise: number;
  /** How many training points are off by two more. */
  outliers: number;
  /** Standard deviation of what is added to every training x, anew at each step: augmentation for a curve. */
  shake: number;
  /** λ of the penalties on all weights and biases: λ · Σ |p|, by a proximal step, and λ/2 · Σ p². */
  l1: number;
  l2: number;
  /** Probability of each hidden neuron to be left out of a step. */
  dropout: number;
  seed: number;
}

export const CURVE_STEPS = 2000;
/** Steps from one reading to the next. */
export const CURVE_EVERY = 50;
/** The networks' curves are drawn through so many places from −1 to 1. */
export const PLACES = 101;
/** Points held out. */
const VALIDATION_POINTS = 100;
export const TEST_POINTS = 400;
const MOST = 640;
/** How far an outlier is off. */
const OFF = 2;

/** The curve that the points come from: one wave. */
export const wantedWave = (x: number): number => sin(Math.PI * x);

export const placeOf = (i: number, places = PLACES): number => -1 + (2 * i) / (places - 1);

export interface LabPoints {
  x: Float32Array;
  y: Float32Array;
}

export interface CurveSample {
  train: LabPoints;
  /** Which training points are outliers. */
  wrong: readonly number[];
  validation: LabPoints;
  test: LabPoints;
}

function drawPoints(count: number, noise: number, luck: Random): LabPoints {
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = luck.uniform(-1, 1);
    y[i] = wantedWave(x[i]) + noise * luck.normal();
  }
  return { x, y };
}

/**
 * The points of a seed. A smaller sample is the beginning of a larger one; more noise stretches the same noise. Held-out points
 * have the noise, and no outliers.
 */
export function curveSample(setting: Pick<CurveLabSetting, 'examples' | 'noise' | 'outliers' | 'seed'>): CurveSample {
  const { examples, noise, outliers, seed } = setting;
  const luck = random(`curve ${seed}`);
  const all = drawPoints(MOST, noise, luck.fork('train'));
  const train = { x: all.x.slice(0, examples), y: all.y.slice(0, examples) };
  const wrong = [...luck.fork(`outliers of ${examples}`).permutation(examples).subarray(0, outliers)];
  for (const i of wrong) train.y[i] += wantedWave(train.x[i]) > 0 ? -OFF : OFF;
  return {
    train,
    wrong,
    validation: drawPoints(VALIDATION_POINTS, noise, luck.fork('validation')),
    test: drawPoints(TEST_POINTS, noise, luck.fork('test')),
  };
}

export interface CurveLabReading extends Losses {
  /** The curve of each network. */
  fits: Float32Array; // [5, 101]
}
