// The numbers of chapter 8, computed when the book is built or read from its records: deals, bowls of two widths, learning
// curves, and what was planted.
import {
  learningCurve,
  measuredWidths,
  noises,
  OUTSIDE,
  recordedDeals,
  SEEDS,
  stepsHome,
  tasks,
  widthBowl,
  widthScale,
  type Plant,
  type Scores,
  type Unit,
  type Way,
} from '#engine';
import { drain, learnPlanted } from '#engine/jobs';
import { FRAMES, last, rightOf, together } from '../figures/plant-a-bias/lesson.ts';

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Scores over all deals, in per cent. */
const dealt = (way: Way, held: number, which: 'first' | 'chosen') => () => {
  const scores = recordedDeals(way, held, which);
  const of = (name: keyof Scores) => scores.map((row) => 100 * row[name]);
  const validation = of('validation');
  const centre = mean(validation);
  return {
    training: mean(of('training')),
    validation: centre,
    test: mean(of('test')),
    outside: mean(of('outside')),
    least: Math.min(...validation),
    most: Math.max(...validation),
    spread: Math.sqrt(mean(validation.map((v) => (v - centre) * (v - centre)))),
    leastOutside: Math.min(...of('outside')),
    mostOutside: Math.max(...of('outside')),
    flattery: centre - mean(of('test')),
  };
};

/** What √(p (1 − p) / n) says, in per cent. */
const byLaw = (share: number, n: number) => 100 * Math.sqrt((share * (1 - share)) / n);

/** The bowl of one choice of units, and the steps home at half its border. */
const bowl = (unit: Unit, standardised: boolean) => () => {
  const ground = widthBowl({ unit, standardised });
  const [sharp, gentle] = ground.curvatures;
  return {
    ratio: sharp / gentle,
    sharp,
    gentle,
    border: ground.border,
    w1: ground.lowest[0],
    steps: stepsHome(ground, ground.border / 2) ?? NaN,
  };
};

/** A width in standard deviations. */
const standard = (which: 0 | 1, width: number) => (width - widthScale[which].mean) / widthScale[which].deviation;

/** Per cent right by amount: `curve.ten.n1000`, and with label noise `curve.ten-40.n1000`. */
const curves = Object.fromEntries(
  tasks.flatMap((task) =>
    noises.map((noise) => [
      `curve.${task}${noise ? `-${noise}` : ''}`,
      () => Object.fromEntries(learningCurve(task, noise).map((point) => [`n${point.size}`, 100 * point.mean])),
    ]),
  ),
);

/** What the network of seed 1 reads rightly at its end, in per cent: all together and each group in its order. */
const planted = (plant: Plant, share: number) => () => {
  const { groups } = last(drain(learnPlanted, { plant, share, seed: 1 }, FRAMES));
  return { all: together(groups), group: groups.map(rightOf) };
};

export const dataValues = {
  'deals.shuffled': dealt('shuffled', 40, 'first'),
  'deals.few': dealt('shuffled', 10, 'first'),
  'deals.chosen': dealt('shuffled', 40, 'chosen'),
  'deals.filed': dealt('filed', 40, 'first'),
  'deals.copies': dealt('copies', 40, 'first'),
  'deals.together': dealt('together', 40, 'first'),
  'deals.law': () => {
    const share = dealt('shuffled', 40, 'first')().validation / 100;
    return { forty: byLaw(share, 40), ten: byLaw(share, 10), outside: OUTSIDE };
  },
  'bowl.metres': bowl('m', false),
  'bowl.centimetres': bowl('cm', false),
  'bowl.millimetres': bowl('mm', false),
  'bowl.standard': bowl('mm', true),
  widths: () => ({
    upperMean: widthScale[0].mean,
    upperDeviation: widthScale[0].deviation,
    lowerMean: widthScale[1].mean,
    lowerDeviation: widthScale[1].deviation,
    lowerLeast: Math.min(...measuredWidths.map(([, lower]) => lower)),
    lowerMost: Math.max(...measuredWidths.map(([, lower]) => lower)),
    metresLeast: Math.min(...measuredWidths.map(([upper]) => upper)) / 1000,
    metresMost: Math.max(...measuredWidths.map(([upper]) => upper)) / 1000,
    metresMean: widthScale[0].mean / 1000,
    metresDeviation: widthScale[0].deviation / 1000,
    distance15: 15 - widthScale[0].mean,
    distance6: 6 - widthScale[1].mean,
    upper15: standard(0, 15),
    lower6: standard(1, 6),
    upper5: standard(0, 5),
    lower12: standard(1, 12),
    upper20: standard(0, 20),
  }),
  'curve.tried': () => ({
    trainings: SEEDS * noises.length * tasks.reduce((sum, task) => sum + learningCurve(task, 0).length, 0),
  }),
  ...curves,
  'planted.lean': planted('lean', 0.02),
  'planted.fair': planted('lean', 0.5),
  'planted.stamp': planted('stamp', 0),
};
