// Gradients of batches of real digits: true, unbiased to the last digits, and as far off as theory says.
import { expect, test } from 'vitest';
import {
  batchGradients,
  batchSizes,
  digitGradients,
  DIGITS,
  expectedSpread,
  fullGradient,
  meanLoss,
  measuredSpread,
  onePass,
  spreadAround,
  type Place,
} from '#engine';
import measured from '../../../engine/data/ones-and-sevens.json' with { type: 'json' };
import { measureFirst } from '../../../scripts/measure.ts';

const H = 1e-5;
const SEEDS = [1, 2, 3, 4, 5];

/** Places all over the map. */
const PLACES: Place[] = [
  [-3, 2],
  [-1.5, 1],
  [0, 0],
  [1, -4],
  [3.4, -3.8],
  [5, -1],
  [6, 2],
];

test('the measured ones and sevens are those of the data set', () => {
  expect(measureFirst([1, 7], 128)).toEqual(measured.digits);
});

test('the gradient on real digits is that of central differences, and the mean of the digits’ own', () => {
  for (const [x, y] of PLACES) {
    const full = fullGradient([x, y]);
    expect(full[0]).toBeCloseTo((meanLoss([x + H, y]) - meanLoss([x - H, y])) / (2 * H), 7);
    expect(full[1]).toBeCloseTo((meanLoss([x, y + H]) - meanLoss([x, y - H])) / (2 * H), 7);
    const each = digitGradients([x, y]);
    for (const i of [0, 1]) expect(each.reduce((sum, g) => sum + g[i], 0) / DIGITS).toBeCloseTo(full[i], 12);
  }
});

test.each(batchSizes)('batches of %i: the mean of one pass is the full gradient, for every shuffle', (size) => {
  for (const seed of SEEDS) {
    const at: Place = [-1.5, 1];
    const arrows = batchGradients(digitGradients(at), size, seed);
    expect(arrows).toHaveLength(DIGITS / size);
    const full = fullGradient(at);
    for (const i of [0, 1]) expect(arrows.reduce((sum, g) => sum + g[i], 0) / arrows.length).toBeCloseTo(full[i], 12);
  }
});

test('the spread of batches follows 1/√B with the correction for dealing without putting back', () => {
  const at: Place = [-1.5, 1];
  const each = digitGradients(at);
  const single = spreadAround(each, fullGradient(at));
  for (const seed of SEEDS)
    for (const size of [1, 2, 4, 8, 16, 32]) {
      const ratio = measuredSpread(each, size, seed, 60) / expectedSpread(single, size);
      expect(ratio, `seed ${seed}, batches of ${size}`).toBeGreaterThan(0.85);
      expect(ratio).toBeLessThan(1.15);
    }
  expect(expectedSpread(single, DIGITS)).toBe(0);
});

test('one pass in batches of 16 lowers the loss far more than one step on all digits', () => {
  for (const seed of SEEDS) {
    const path = onePass([-1.5, 1], 16, 1, seed);
    expect(path).toHaveLength(17);
    const whole = onePass([-1.5, 1], DIGITS, 1, seed);
    expect(meanLoss(path[16])).toBeLessThan(0.3 * meanLoss(whole[1]));
  }
});
