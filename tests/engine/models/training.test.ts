// What chapter 9 says of training: the loop on the thread, nets that start all zero, all equal or drawn by lot, and the same
// work in batches of different sizes. Over several seeds, with the record compared to what is trained again.
import { describe, expect, test } from 'vitest';
import {
  batchRunSizes,
  dealPlanar,
  firstWeightsRun,
  LOOKS,
  PASSES,
  POINTS,
  READINGS,
  recordedRun,
  recordedRuns,
  recordedSeeds,
  thread,
  threadAllZero,
  threadRounds,
  threadStep,
  type BatchRunSize,
} from '#engine';
import { batchSize, batchSizeAtRest, drain } from '#engine/jobs';
import { jitter } from '../../../components/figures/batch-size/words.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7];
/** Seeds that neither the record nor its rates have seen. */
const FRESH = [31, 32, 33, 34, 35];

describe('the loop on the thread', () => {
  const rounds = threadRounds(0.5, 20);

  test('its first round is the step of chapter 6, and every round lowers the loss', () => {
    expect(rounds[0]).toEqual(threadStep(0.5).before);
    expect(rounds[1]).toEqual(threadStep(0.5).after);
    for (let i = 1; i < rounds.length; i++) expect(rounds[i].loss).toBeLessThan(rounds[i - 1].loss);
  });

  test('helps most at first: half of the way to certainty is made in the first round alone', () => {
    const gain = (i: number) => rounds[i].p - rounds[i - 1].p;
    for (let i = 2; i < rounds.length; i++) expect(gain(i)).toBeLessThan(gain(i - 1));
    expect(gain(1)).toBeGreaterThan(0.45 * (rounds[20].p - rounds[0].p));
  });

  test('with all nine parameters zero, nothing but the output’s bias has a slope', () => {
    const { forward, gradients } = threadAllZero();
    expect(forward.p).toBe(0.5);
    expect(forward.loss).toBeCloseTo(0.6931, 4);
    expect(gradients.c).toBe(0.5 - thread.target);
    const others = [...gradients.W.flat(), ...gradients.b, ...gradients.v];
    expect(others).toHaveLength(8);
    for (const slope of others) expect(Math.abs(slope)).toBe(0);
  });
});

describe('first weights', () => {
  test('all zero: tanh and ReLU neurons never move, and the net does little better than a coin', () => {
    for (const activation of ['tanh', 'relu'] as const)
      for (const seed of SEEDS) {
        const { moved, different, right, loss } = firstWeightsRun('zeros', seed, { activation });
        expect(moved).toBe(0);
        expect(different).toBe(1);
        expect(right).toBeLessThan(0.62);
        expect(loss).toBeGreaterThan(0.66);
      }
  });

  test('all zero with sigmoid neurons: they move, and stay alike to the last bit', () => {
    for (const seed of SEEDS) {
      const { moved, different, right } = firstWeightsRun('zeros', seed, { activation: 'sigmoid' });
      expect(moved).toBeGreaterThan(0);
      expect(different).toBe(1);
      expect(right).toBeLessThan(0.85);
    }
  });

  test('all equal: four neurons learn as one, which is not enough', () => {
    for (const set of ['xor', 'circle'] as const)
      for (const seed of SEEDS) {
        const { moved, different, right } = firstWeightsRun('allEqual', seed, { set });
        expect(moved).toBeGreaterThan(0.1);
        expect(different).toBe(1);
        expect(right).toBeLessThan(0.85);
      }
  });

  test('drawn by lot: four different neurons, and more than nine in ten points right', () => {
    for (const set of ['xor', 'circle'] as const)
      for (const seed of SEEDS) {
        const { different, right } = firstWeightsRun('drawn', seed, { set });
        expect(different).toBe(4);
        expect(right).toBeGreaterThan(0.9);
      }
  });
});

describe('batches of one size or another', () => {
  const run = (size: BatchRunSize, seed: number, factor = 1) =>
    drain(batchSize, { size, rate: factor * recordedRun(size).rate, seed }, READINGS + 1);
  const end = (size: BatchRunSize, seed: number) => run(size, seed)[READINGS].loss;
  const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;

  test('the record is what training gives', () => {
    expect(recordedRuns.map(({ size }) => size)).toEqual([...batchRunSizes]);
    expect(dealPlanar({ set: 'circle', seed: 1, count: 2 * POINTS, noise: 0.15, share: 0.5 }).train).toHaveLength(
      POINTS,
    );
    for (const size of [16, 64, 256] as const) {
      const losses = recordedSeeds.map((seed) => run(size, seed).map(({ loss }) => loss));
      for (const reading of [0, 7, 40, READINGS]) {
        const here = losses.map((list) => list[reading]);
        expect(recordedRun(size).mean[reading]).toBeCloseTo(mean(here), 4);
        expect(recordedRun(size).low[reading]).toBeCloseTo(Math.min(...here), 4);
        expect(recordedRun(size).high[reading]).toBeCloseTo(Math.max(...here), 4);
      }
    }
  });

  test('all do the same work, in fewer updates the larger the batch', () => {
    for (const size of batchRunSizes) {
      const frames = run(size, 1);
      expect(frames).toHaveLength(READINGS + 1);
      expect(frames[0]).toMatchObject({ looks: 0, updates: 0 });
      expect(frames[READINGS]).toMatchObject({ looks: PASSES * POINTS, updates: (PASSES * POINTS) / size });
      expect(frames[3].looks).toBe(3 * LOOKS);
    }
  });

  test('for the same work, small batches come much further than all at once, on every throw', () => {
    for (const seed of FRESH) {
      const whole = end(256, seed);
      for (const size of [1, 4, 16] as const) expect(end(size, seed)).toBeLessThan(whole / 1.5);
      expect(end(64, seed)).toBeLessThan(whole / 1.5);
    }
    for (const size of [1, 4, 16] as const)
      expect(mean(FRESH.map((seed) => end(size, seed)))).toBeLessThan(mean(FRESH.map((seed) => end(256, seed))) / 3);
  });

  test('for the same number of updates, the larger batch is further', () => {
    const after20 = (size: 16 | 64 | 256) => mean(FRESH.map((seed) => run(size, seed)[(20 * size) / LOOKS].loss));
    expect(after20(256)).toBeLessThan(after20(64) - 0.03);
    expect(after20(64)).toBeLessThan(after20(16) - 0.05);
  });

  test('batches of 1 shake, and a lower rate calms them; ten times the best rate makes batches of 4 worse than no training', () => {
    const shake = (factor: number) => mean(FRESH.map((seed) => jitter(run(1, seed, factor).map(({ loss }) => loss))));
    expect(shake(0.2)).toBeLessThan(shake(1) / 2);
    for (const seed of FRESH) {
      const wild = run(4, seed, 10);
      expect(wild[READINGS].loss).toBeGreaterThan(1.1 * wild[0].loss);
    }
  });
});

test('a page makes the same first frame as the training', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const setting = { size: 16, rate: 0.5, seed } as const;
    expect(drain(batchSizeAtRest, setting, 2)).toEqual(drain(batchSize, setting, 1));
  }
});
