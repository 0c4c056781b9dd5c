// What chapter 5 claims: the squares and their slopes, softmax and its cost in 32 bits with and without overflow, the table
// that knows by heart, and the two teachers of one neuron.
import { expect, test } from 'vitest';
import {
  add,
  bestLine,
  constant,
  lineLoss,
  lossNames,
  meanAbove,
  meanSquaredError,
  multiply,
  parameter,
  reshape,
  sigmoid,
  sigmoidCrossEntropy,
  slopeBySum,
  softmaxCost,
  tableLoss,
  threes,
  twelve,
  valueAndGradient,
} from '#engine';
import { drain, whichLoss } from '#engine/jobs';
import { halveFirst } from '../../../scripts/measure.ts';
import { surer } from '../../../components/prose/loss-values.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

test('the threes are those of the data set', () => {
  expect(threes.map(({ above, below }) => [above, below])).toEqual(halveFirst(3, threes.length));
});

test('the loss of a line is the engine’s mean squared error, and at the best line both of its slopes are zero', () => {
  const [w, b] = [parameter('w', [1], 0), parameter('b', [1], 0)];
  const said = add(multiply(w, constant(twelve.map(({ above }) => above - meanAbove))), b);
  const loss = valueAndGradient(meanSquaredError(said, constant(twelve.map(({ below }) => below))), [w, b]);
  for (const line of [
    { w: 0.3, b: 62 },
    { w: -0.5, b: 30 },
    { w: 2, b: 80 },
  ])
    expect(lineLoss(line)).toBeCloseTo(loss(line.w, line.b).value, 9);
  const best = bestLine();
  const { value, gradients } = loss(best.w, best.b);
  for (const [slope] of gradients) expect(slope).toBeCloseTo(0, 9);
  for (const dw of [-0.1, 0, 0.1])
    for (const db of [-1, 1]) expect(lineLoss({ w: best.w + dw, b: best.b + db })).toBeGreaterThan(value);
});

test('whichever twelve it knows by heart, the table has no loss on them, and on fresh threes more than the line', () => {
  for (let deal = 0; deal < 10; deal++) {
    const known = threes.slice(12 * deal, 12 * deal + 12);
    const fresh = threes.filter((digit) => !known.includes(digit));
    const line = bestLine(known);
    expect(tableLoss(known, known)).toBe(0);
    expect(lineLoss(line, known)).toBeGreaterThan(10);
    expect(tableLoss(known, fresh), `deal ${deal}`).toBeGreaterThan(1.3 * lineLoss(line, fresh));
  }
});

test('both formulas agree where numbers are small, and the slope is the probability less what was deserved', () => {
  for (const logits of [
    [3.2, 0.4, -1.2],
    [0, 0, 0],
    [-6, 6, 2.5],
  ])
    for (const right of [0, 1, 2]) {
      const { written, stable } = softmaxCost(logits, right);
      expect(written.loss).toBeCloseTo(stable.loss, 5);
      const total = logits.reduce((sum, z) => sum + Math.exp(z), 0);
      expect(stable.loss).toBeCloseTo(Math.log(total) - logits[right], 5);
      for (const cost of [written, stable]) {
        cost.probabilities.forEach((p, i) => expect(p).toBeCloseTo(Math.exp(logits[i]) / total, 6));
        cost.slopes.forEach((slope, i) => expect(slope).toBeCloseTo(cost.probabilities[i] - (i === right ? 1 : 0), 5));
        expect(cost.slopes.reduce((sum, slope) => sum + slope, 0)).toBeCloseTo(0, 5);
      }
    }
});

test('added to all logits, a number changes nothing on paper; in 32 bits the formula as written breaks, the other does not', () => {
  const logits = [3.2, 0.4, -1.2];
  const { loss } = softmaxCost(logits, 1).stable;
  for (const shift of [-120, -110, 86, 90, 100, 120, 1000]) {
    const { written, stable } = softmaxCost(
      logits.map((z) => z + shift),
      1,
    );
    expect(stable.loss, `shift ${shift}`).toBeCloseTo(loss, 3);
    expect(Number.isFinite(written.loss) && written.slopes.every(Number.isFinite), `shift ${shift}`).toBe(false);
  }
  for (const shift of [-80, -40, 40, 80])
    expect(
      softmaxCost(
        logits.map((z) => z + shift),
        1,
      ).written.loss,
    ).toBeCloseTo(loss, 3);
});

test('the two pushes are the engine’s gradients', () => {
  const z = parameter('z', [1], 0);
  for (const target of [0, 1]) {
    const t = constant([target], [1]);
    const slopes = {
      crossEntropy: valueAndGradient(sigmoidCrossEntropy(reshape(z, [1]), t), [z]),
      squaredError: valueAndGradient(meanSquaredError(sigmoid(z), t), [z]),
    };
    for (const loss of lossNames)
      for (const sum of [-8, -2, 0, 0.7, 3, 6, 8])
        expect(slopeBySum[loss](sum, target)).toBeCloseTo(slopes[loss](sum).gradients[0][0], 9);
  }
});

const recovered = (bias: number, rate: number, seed: number, most: number) => {
  const frames = drain(whichLoss, { bias, rate, seed }, most + 1);
  return lossNames.map((loss) => {
    const step = frames.findIndex((frame) => frame[loss].right >= 231);
    return { step: step < 0 ? Infinity : step, right: frames[frames.length - 1][loss].right };
  });
};

test('from a bias of 6 cross-entropy recovers within 25 steps, squared error needs over 200; in the end they are even', () => {
  for (const seed of SEEDS) {
    const [ce, se] = recovered(6, 1, seed, 400);
    expect(ce.step, `seed ${seed}`).toBeLessThanOrEqual(25);
    expect(se.step, `seed ${seed}`).toBeGreaterThan(200);
    expect(se.step, `seed ${seed}`).toBeLessThan(350);
    expect(Math.abs(ce.right - se.right)).toBeLessThanOrEqual(2);
  }
});

test('from a bias of 0 both recover at once; a rate of 10 lets squared error recover within 40 steps', () => {
  for (const seed of SEEDS) {
    for (const { step } of recovered(0, 1, seed, 20)) expect(step, `seed ${seed}`).toBeLessThanOrEqual(10);
    const [, se] = recovered(6, 10, seed, 60);
    expect(se.step, `seed ${seed}`).toBeLessThanOrEqual(40);
  }
});

test('made surer and surer, a neuron keeps what it has right while its loss falls and rises', () => {
  const factors = [0.25, 1, 4, 16, 64].map(surer);
  expect(new Set(factors.map(({ right }) => right))).toEqual(new Set([39]));
  const [meek, fair, apt, cocky, cockiest] = factors.map(({ loss }) => loss);
  expect(meek).toBeGreaterThan(fair);
  expect(fair).toBeGreaterThan(apt);
  expect(apt).toBeLessThan(cocky);
  expect(cockiest).toBeGreaterThan(Math.log(2));
});
