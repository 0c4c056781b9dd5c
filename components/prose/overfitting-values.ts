// The numbers and curves of chapter 10, computed when the book is built or read from its records: the two laboratories of
// overfitting, weights under pressure, random features, and what the remedies do to the thread.
import {
  countParameters,
  exampleCounts,
  featureWidths,
  fitDay,
  keptReadings,
  middle,
  plainCurveSetting,
  plainDigitSetting,
  recordedCurves,
  recordedDescent,
  recordedDigits,
  recordedPressing,
  scalar,
  threadBySlope,
  threadDropped,
  threadForward,
  threadPressed,
  turningPoint,
  VALIDATION_DIGITS,
  type CurveLabSetting,
  type DigitLabSetting,
  type ExampleCount,
  type L1Way,
  type Losses,
  type Penalty,
  type Strength,
} from '#engine';
import { OWN_THROW } from '../figures/double-descent/lesson.ts';

function known<T>(record: T | undefined): T {
  if (record === undefined) throw new Error('chapter 10: this training was not recorded');
  return record;
}

/** Where the middle validation loss turned, how all ended, and what early stopping would have kept. */
function losses(readings: readonly Losses[]) {
  const turn = readings[turningPoint(readings)];
  const end = readings[readings.length - 1];
  const kept = keptReadings(readings, true);
  return {
    steps: end.step,
    train: middle(end.train),
    end: middle(end.validation),
    worst: Math.max(...Array.from(end.validation)),
    test: middle(end.test),
    step: turn.step,
    trainAtTurn: middle(turn.train),
    lowest: middle(turn.validation),
    stopped: middle(kept.map((at, network) => readings[at].validation[network])),
  };
}

const curve = (changed: Partial<CurveLabSetting>) => () =>
  losses(known(recordedCurves({ ...plainCurveSetting, ...changed })).readings);

const digits = (changed: Partial<DigitLabSetting>) => () => {
  const readings = known(recordedDigits({ ...plainDigitSetting, ...changed }));
  const share = (right: ArrayLike<number>) => (100 * middle(right)) / VALIDATION_DIGITS;
  return {
    ...losses(readings),
    right: share(readings[readings.length - 1].validationRight),
    rightAtTurn: share(readings[turningPoint(readings)].validationRight),
  };
};

const pressed = (penalty: Penalty, strength: Strength, way?: L1Way) => () => {
  const { heldOut, training, zeros, measuresUsed, diceUsed, right } = recordedPressing(penalty, strength, way);
  return { heldOut, training, zeros, measures: measuresUsed, dice: diceUsed, right: 100 * right };
};

/** Middle test errors without a ridge: the lowest before the peak, the peak, the end; and the peak's place with a small ridge. */
const descent = (examples: ExampleCount) => () => {
  const rows = recordedDescent(examples, 0);
  const before = rows.filter(({ features }) => features < examples);
  const best = before.reduce((least, row) => (row.test.middle < least.test.middle ? row : least));
  const at = featureWidths.indexOf(examples);
  const end = rows[rows.length - 1];
  return {
    least: best.test.middle,
    leastAt: best.features,
    peak: rows[at].test.middle,
    end: end.test.middle,
    most: end.features,
    ridge: recordedDescent(examples, 0.0001)[at].test.middle,
    atThirty: rows[featureWidths.indexOf(30)].test.middle,
  };
};

/** The fit with which the figure begins, at some width. */
const throwAt = (features: number) => () => {
  const [{ test, length }] = fitDay({ examples: 20, features, seed: OWN_THROW }, [0]);
  return { test, length };
};

const dropped = (first: boolean, second: boolean) => () => {
  const { h, o, p } = threadDropped([first, second], 0.5);
  return { h, o, p };
};

const RATE = 0.5;
const LAMBDA = 0.1;

export const overfittingValues = {
  'over.net': () => ({
    parameters: countParameters([1, plainCurveSetting.neurons, plainCurveSetting.neurons, 1]).parameters,
    floor: plainCurveSetting.noise * plainCurveSetting.noise,
  }),
  'over.curve': curve({}),
  'over.curve-points': curve({ examples: 320 }),
  'over.curve-shake': curve({ shake: 0.1 }),
  'over.curve-l1': curve({ l1: 0.3 }),
  'over.curve-l2': curve({ l2: 0.01 }),
  'over.curve-l2-much': curve({ l2: 0.1 }),
  'over.curve-dropout': curve({ dropout: 0.1 }),
  'over.curve-outliers': curve({ outliers: 3 }),
  'over.digits': digits({}),
  'over.digits-more': digits({ examples: 1000 }),
  'over.digits-augmented': digits({ augmentation: 1 }),
  'over.digits-l1': digits({ l1: 0.1 }),
  'over.digits-l2': digits({ l2: 0.01 }),
  'over.digits-dropout': digits({ dropout: 0.5 }),
  'pressed.useless': () => ({ left: scalar.power(0.99, 30) }),
  'pressed.none': pressed('none', 0.05),
  'pressed.l1': pressed('l1', 0.05),
  'pressed.l2': pressed('l2', 0.05),
  'pressed.slope': pressed('l1', 0.05, 'slope'),
  'pressed.l1-strong': pressed('l1', 0.1),
  'pressed.l1-most': pressed('l1', 0.2),
  ...Object.fromEntries(exampleCounts.map((examples) => [`descent-of.${examples}`, descent(examples)])),
  'descent-of.throw20': throwAt(20),
  'descent-of.throw300': throwAt(300),
  'thread.pulled': () => {
    const [plain, l1, l2] = [
      threadPressed(RATE, {}),
      threadPressed(RATE, { l1: LAMBDA }),
      threadPressed(RATE, { l2: LAMBDA }),
    ];
    return {
      pull: RATE * LAMBDA,
      decay: 1 - RATE * LAMBDA,
      plainV: plain.v,
      pulledV: l1.v,
      decayedV: l2.v,
      plainW: [plain.W.slice(0, 2), plain.W.slice(2)],
      pulledW: [l1.W.slice(0, 2), l1.W.slice(2)],
      slope: threadBySlope(RATE, LAMBDA)[0],
    };
  },
  'thread.both': dropped(true, true),
  'thread.first': dropped(true, false),
  'thread.second': dropped(false, true),
  'thread.neither': dropped(false, false),
  'thread.mask': () => {
    const { o, p } = threadForward();
    return { o, p };
  },
};

/** Thirty-odd points of a recorded curve of losses are enough to draw it. */
const recorded = (pile: 'train' | 'validation') => () =>
  known(recordedCurves(plainCurveSetting))
    .readings.filter((_, i) => i % 2 === 0)
    .map((reading) => [reading.step, middle(reading[pile])] as const);

export const overfittingCurves = { 'over.train': recorded('train'), 'over.validation': recorded('validation') };
