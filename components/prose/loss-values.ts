// The numbers and curves of chapter 5, computed when the book is built: the twelve threes, the price of a probability, three
// logits by hand, the two races of its last figure, and a neuron that is made surer and surer.
import {
  add,
  bestLine,
  constant,
  DIGITS,
  lineLoss,
  lossNames,
  meanAbove,
  meanSquaredError,
  multiply,
  parameter,
  planarExamples,
  scalar,
  sigmoidCrossEntropy,
  slopeBySum,
  softmaxCost,
  tableLoss,
  thread,
  threadForward,
  threes,
  twelve,
  valueAndGradient,
  type LossName,
} from '#engine';
import { drain, whichLoss } from '#engine/jobs';
import { read } from '../figures/fit-a-line/reading.ts';
import { recovery, RECOVERED, STEPS } from '../figures/which-loss/lesson.ts';

/** The line with which the figure starts. */
const START = { w: 0.3, b: 62 };

/** The engine's loss of a line through the twelve, and its two slopes there. */
function lineSlopes({ w, b }: typeof START) {
  const [weight, bias] = [parameter('w', [1], w), parameter('b', [1], b)];
  const x = constant(twelve.map(({ above }) => above - meanAbove));
  const said = add(multiply(weight, x), bias);
  const loss = valueAndGradient(meanSquaredError(said, constant(twelve.map(({ below }) => below))), [weight, bias]);
  const [byWeight, byBias] = loss(w, b).gradients;
  return { slopeByWeight: byWeight[0], slopeByBias: byBias[0] };
}

/** Logits, what softmax makes of them, the loss and its slopes, by the formula that does not overflow. */
const cost = (z: readonly number[], right: number) => () => {
  const { probabilities, loss, slopes } = softmaxCost(z, right).stable;
  const powers = z.map(scalar.exp);
  return { z, powers, sum: powers.reduce((sum, power) => sum + power, 0), p: probabilities, loss, slope: slopes };
};

/** Steps to nine in ten right, from the figure's start, for one seed. */
const race = (seed: number) => {
  const frames = drain(whichLoss, { bias: 6, rate: 1, seed }, STEPS + 1);
  return (loss: LossName): number => recovery(frames, loss) ?? NaN;
};

const forty = planarExamples('onesAndSevens', 'scaled');

/** The neuron of chapter 2 that has all but one of its forty digits right, its three numbers multiplied by a factor. */
export function surer(factor: number) {
  const each = forty.map(({ inputs: [ink, symmetry], target }) => {
    const sum = factor * (ink - 2 * symmetry - 0.5);
    return { right: sum >= 0 === (target === 1), loss: scalar.softplus(sum) - sum * target };
  });
  return {
    right: each.filter(({ right }) => right).length,
    loss: each.reduce((sum, { loss }) => sum + loss, 0) / forty.length,
  };
}

/** The thread's loss when its output's sum is moved. */
function threadLossAt(o: number): number {
  const sum = parameter('o', [1], o);
  return valueAndGradient(sigmoidCrossEntropy(sum, constant([thread.target], [1])), [sum])(o).value;
}

export const lossValues = {
  loss: () => {
    const best = bestLine();
    const { loss, times, misses } = read(START);
    const errors = misses.map(({ error }) => Math.abs(error));
    return {
      meanAbove,
      least: lineLoss(best),
      bestWeight: best.w,
      bestBias: best.b,
      start: loss,
      times,
      furthest: Math.max(...errors),
      ...lineSlopes(START),
      fresh: threes.length - twelve.length,
      lineFresh: lineLoss(best, threes.slice(twelve.length)),
      tableKnown: tableLoss(twelve, twelve),
      tableFresh: tableLoss(twelve, threes.slice(twelve.length)),
    };
  },
  'loss.price': () => ({
    sure: -scalar.log(0.9),
    even: -scalar.log(0.5),
    doubtful: -scalar.log(0.1),
    rare: -scalar.log(0.01),
    ofThree: scalar.log(3),
    ofTen: scalar.log(10),
  }),
  'loss.photo': cost([3.2, 0.4, -1.2], 1),
  'loss.worked': cost([2, 0, -1], 0),
  'loss.second': cost([2, 0, -1], 1),
  'loss.third': cost([1, 1, 0], 2),
  'loss.alone': cost([0, 2, 0], 0),
  'loss.float': () => ({ exponent: scalar.log(2 ** 127 * (2 - 2 ** -23)) }),
  'loss.thread': () => {
    const { o, p } = threadForward();
    const raised = threadLossAt(o + 0.01);
    return {
      raised,
      change: raised - threadLossAt(o),
      squared: (p - thread.target) ** 2,
      squaredSlope: slopeBySum.squaredError(o, thread.target),
    };
  },
  'loss.push': () => ({
    crossEntropy: slopeBySum.crossEntropy(6, 0),
    squaredError: slopeBySum.squaredError(6, 0),
    times: slopeBySum.crossEntropy(6, 0) / slopeBySum.squaredError(6, 0),
  }),
  'loss.race': () => {
    const first = race(1);
    const seeds = [1, 2, 3, 4, 5, 6].map(race);
    const [ce, se] = lossNames.map((loss) => seeds.map((steps) => steps(loss)));
    return {
      digits: DIGITS,
      half: DIGITS / 2,
      recovered: RECOVERED,
      crossEntropy: first('crossEntropy'),
      squaredError: first('squaredError'),
      slowestCrossEntropy: Math.max(...ce),
      fastestSquaredError: Math.min(...se),
      slowestSquaredError: Math.max(...se),
    };
  },
  'loss.surer': () => {
    const [meek, apt, cocky] = [1, 4, 64].map(surer);
    return { digits: forty.length, right: apt.right, meek: meek.loss, apt: apt.loss, cocky: cocky.loss };
  },
};

/** What each probability of the right answer costs. */
const price = () =>
  Array.from({ length: 50 }, (_, i) => {
    const p = (i + 1) / 50;
    return [p, -scalar.log(p)] as const;
  });

export const lossCurves = { 'loss.price': price };
