// The numbers of chapter 1, computed when the book is built: the digit network's size and score, its recorded training,
// and what it says to things that it never saw.
import { readFileSync } from 'node:fs';
import {
  CLASSES,
  digitFacts,
  digitReader,
  digitRun,
  HIDDEN,
  inkOf,
  normaliseDigit,
  parseStrokes,
  PIXELS,
  readDigitWeights,
  scalar,
  thread,
} from '#engine';
import { drawings } from '../figures/digit-reader/drawings.ts';

/** The largest probability that the stored network gives to a drawing, in per cent, and for which digit. */
function answerTo(drawing: string) {
  const network = digitReader(readDigitWeights(readFileSync(`${process.cwd()}/public/models/digits.safetensors`)));
  const digit = normaliseDigit(inkOf(parseStrokes(drawing)));
  if (!digit) throw new Error('an empty drawing has no answer');
  const { probabilities } = network.read(digit.pixels);
  const p = Math.max(...probabilities);
  return { digit: probabilities.indexOf(p), percent: 100 * p };
}

/** An input for the thread that the reader works out alone, and the first neuron's sum for it. */
function freshThread() {
  const x = [1, -0.5];
  const [w1, w2] = thread.W[0];
  return { x, z: w1 * x[0] + w2 * x[1] + thread.b[0] };
}

export const digitValues = {
  digits: () => {
    const { heldOut, training, recipe, trainedOn, parameters, bytes } = digitFacts;
    return {
      pixels: PIXELS,
      hidden: HIDDEN,
      classes: CLASSES,
      parameters,
      hiddenParameters: PIXELS * HIDDEN + HIDDEN,
      outputParameters: HIDDEN * CLASSES + CLASSES,
      trainedOn,
      ...recipe,
      epochs: (recipe.steps * recipe.batch) / trainedOn,
      right: heldOut.right,
      wrong: heldOut.of - heldOut.right,
      heldOut: heldOut.of,
      percent: (100 * heldOut.right) / heldOut.of,
      heldOutLoss: heldOut.loss,
      trainingRight: training.right,
      trainingPercent: (100 * training.right) / training.of,
      trainingLoss: training.loss,
      kilobytes: bytes / 1000,
    };
  },
  'digits.run': () => {
    const { frames, heldOutOf, labels } = digitRun();
    const percent = ({ right }: { right: number }) => (100 * right) / heldOutOf;
    const [first, last] = [frames[0], frames[frames.length - 1]];
    const ninety = frames.find((frame) => percent(frame) >= 90) ?? last;
    return {
      guess: scalar.log(CLASSES),
      start: first.trainLoss,
      end: last.heldOutLoss,
      startPercent: percent(first),
      endPercent: percent(last),
      ninety: ninety.step,
      ninetyPercent: percent(ninety),
      shown: labels.length,
      moments: frames.length,
    };
  },
  'digits.letterH': () => answerTo(drawings.letterH.drawing),
  'digits.heart': () => answerTo(drawings.heart.drawing),
  'digits.lying': () => answerTo(drawings.lying.drawing),
  'digits.smaller': () => ({ hidden: 64, parameters: PIXELS * 64 + 64 + 64 * CLASSES + CLASSES }),
  'digits.letters': () => ({ guess: scalar.log(26) }),
  'thread.fresh': freshThread,
};

export const digitCurves = {
  /** Held-out digits read rightly, in per cent, against updates made. */
  'digits.learningCurve': () => {
    const { frames, heldOutOf } = digitRun();
    return frames.map(({ step, right }) => [step, (100 * right) / heldOutOf] as const);
  },
};
