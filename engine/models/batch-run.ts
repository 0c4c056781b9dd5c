// The same net, the same 256 points and the same work, in batches of one size or another: two rings, two inputs, 8 tanh
// neurons, plain gradient descent. What such a run is, and where it begins. How it goes on stands in
// batch-training.ts, and what many of them came to in batch-record.ts.
import { dealPlanar } from '../data/planar.ts';
import { exp, log1p } from '../kernels/math.ts';
import { random } from '../random.ts';
import { drawWeights, speaker, type PlainNet } from './plain-net.ts';

export const POINTS = 256;
/** Passes over the points that every run may make: its work. */
export const PASSES = 20;
/** Looks at a point between two readings of the loss. */
export const LOOKS = 64;
/** Readings after the first, which comes before any training. */
export const READINGS = (PASSES * POINTS) / LOOKS;

/** Powers of four: each deals the points without a rest. */
export const batchRunSizes = [1, 4, 16, 64, 256] as const;
export type BatchRunSize = (typeof batchRunSizes)[number];

export interface BatchRunSetting {
  size: BatchRunSize;
  rate: number;
  /** Deals the first weights and the order of the points. */
  seed: number;
}

/** Two numbers a point, and its class. */
export function batchRunPoints(): { places: Float32Array; classes: Float32Array } {
  const { train } = dealPlanar({ set: 'circle', seed: 1, count: 2 * POINTS, noise: 0.15, share: 0.5 });
  return {
    places: Float32Array.from(train.flatMap(({ x, y }) => [x, y])), // [point, 2]
    classes: Float32Array.from(train, ({ target }) => target),
  };
}

const batchRunNet: PlainNet = { sizes: [2, 8, 1], activations: ['tanh', 'linear'] };

/** The weights before training. */
export const batchRunWeights = (seed: number): Float32Array =>
  drawWeights(batchRunNet, undefined, random(seed).fork('weights'));

/** Reads the mean loss over all points, for any weights. */
export function batchRunReader(): (weights: Float32Array) => number {
  const { places, classes } = batchRunPoints();
  const say = speaker(batchRunNet, places, POINTS);
  return (weights) => {
    const [, logits] = say(weights);
    let total = 0;
    for (let i = 0; i < POINTS; i++) {
      const z = logits[i];
      total += (z > 0 ? z : 0) - z * classes[i] + log1p(exp(-Math.abs(z)));
    }
    return Math.fround(total / POINTS);
  };
}
