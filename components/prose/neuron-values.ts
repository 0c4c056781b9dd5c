// The numbers and curves of chapter 2, computed when the book is built: the forty digits, a sigmoid by hand, and a run of
// the perceptron rule as its figure starts it.
import { measuredDigits, planarExamples, scalar, widestMargin, type Units } from '#engine';
import { drain, perceptron } from '#engine/jobs';

/** The seed with which the figure `perceptron-rule` starts. */
const SEED = 2;

const corrections = (units: Units): number => {
  const frames = drain(perceptron, { set: 'onesAndNoughts', units, seed: SEED, most: 1000 }, 1000);
  const end = frames[frames.length - 1];
  if (!end.settled) throw new Error(`the perceptron rule did not settle on inputs ${units}`);
  return end.count;
};

export const neuronValues = {
  neuron: () => {
    const { digits, fewestMistakes } = measuredDigits.onesAndSevens;
    return {
      digits: digits.length,
      best: digits.length - fewestMistakes,
      sigmoid3: scalar.sigmoid(3),
      sigmoid2: scalar.sigmoid(2),
      sigmoidMinus1: scalar.sigmoid(-1),
    };
  },
  'neuron.ink': () => ({ ...measuredDigits.onesAndSevens.ink }),
  'neuron.perceptron': () => ({
    corrections: corrections('scaled'),
    countedCorrections: corrections('counted'),
    bound: Math.floor(widestMargin(planarExamples('onesAndNoughts', 'scaled'))?.bound ?? NaN),
    mostInk: Math.max(...measuredDigits.onesAndNoughts.digits.map(({ ink }) => ink)),
  }),
};

/** The sigmoid neuron's output across its line, its weights multiplied by `scale`. */
const across = (scale: number) => () =>
  Array.from({ length: 61 }, (_, i) => {
    const distance = -3 + i / 10;
    return [distance, scalar.sigmoid(scale * distance)] as const;
  });

export const neuronCurves = { 'neuron.sigmoidCurve': across(1), 'neuron.sigmoidTimesFour': across(4) };
