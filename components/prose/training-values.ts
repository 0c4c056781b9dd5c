// The numbers and curves of chapter 9, computed when the book is built: the thread trained for some rounds, what becomes of
// nets that start all zero, all equal or drawn by lot, and the recorded runs of the figure on batches.
import {
  firstWeightsRun,
  LOOKS,
  recordedRun,
  recordedRuns,
  threadAllZero,
  threadRounds,
  type FirstWeightsName,
  type FirstWeightsResult,
} from '#engine';
import { endOf, updatesIn, WORK } from '../figures/batch-size/words.ts';

/** The seeds over which a claim about luck is made. */
const SEEDS = [1, 2, 3, 4, 5];

const extent = (runs: readonly FirstWeightsResult[]) => {
  const shares = runs.map(({ right }) => 100 * right);
  const losses = runs.map(({ loss }) => loss);
  return {
    worst: Math.min(...shares),
    best: Math.max(...shares),
    lowestLoss: Math.min(...losses),
    highestLoss: Math.max(...losses),
    different: Math.max(...runs.map(({ different }) => different)),
    moved: Math.max(...runs.map(({ moved }) => moved)),
  };
};
const started = (name: FirstWeightsName) => () => extent(SEEDS.map((seed) => firstWeightsRun(name, seed)));

/** A set of examples cut into batches, and passed over some times. */
const counted = (examples: number, batch: number, epochs: number) => {
  const updates = Math.ceil(examples / batch);
  return { examples, batch, epochs, updates, all: updates * epochs, looks: examples * epochs };
};

export const trainingValues = {
  'training.thread': () => {
    const rounds = threadRounds(0.5, 20);
    return { p: rounds.map(({ p }) => p), loss: rounds.map(({ loss }) => loss) };
  },
  'training.nothing': () => {
    const { forward, gradients } = threadAllZero();
    return { p: forward.p, loss: forward.loss, error: gradients.o, c: gradients.c, step: -0.5 * gradients.c };
  },
  'training.zeros': started('zeros'),
  'training.equal': started('allEqual'),
  'training.drawn': started('drawn'),
  'training.count': () => counted(200, 10, 150),
  'training.count-digits': () => counted(60_000, 64, 8),
  'training.count-own': () => counted(1200, 50, 30),
  'training.count-fresh': () => counted(1000, 32, 10),
  'training.batch': () => ({
    work: WORK,
    ...Object.fromEntries(
      recordedRuns.flatMap(({ size, rate, low, high }) => [
        [`end${size}`, endOf(size)],
        [`low${size}`, low[low.length - 1]],
        [`high${size}`, high[high.length - 1]],
        [`rate${size}`, rate],
        [`updates${size}`, updatesIn(size)],
      ]),
    ),
    // After the 20 updates that are all the largest batch has.
    'twenty-of-64': recordedRun(64).mean[(20 * 64) / LOOKS],
    'twenty-of-16': recordedRun(16).mean[(20 * 16) / LOOKS],
  }),
};

export const trainingCurves = {
  /** The thread's answer, round by round. */
  'training.threadAnswer': () => threadRounds(0.5, 20).map(({ p }, round) => [round, p] as const),
};
