// Noisy gradients as a lesson: what a batch size gives at a place, what one pass over the digits gives, and the words.
import {
  batchGradients,
  batchSizes,
  digitGradients,
  DIGITS,
  expectedSpread,
  fullGradient,
  meanLoss,
  onePass,
  spreadAround,
  type Place,
} from '#engine';
import { count, fixed } from '../../charts/format.ts';

export interface Setting {
  size: string;
  show: 'arrows' | 'walk';
  at: Place;
  rate: number;
  seed: number;
}

export interface Spread {
  size: number;
  /** Root mean square distance of one deal's arrows from the full gradient. */
  measured: number;
  /** The same over all deals, by the law. */
  expected: number;
}

export interface Lesson {
  size: number;
  full: Place;
  /** One mean gradient a batch. */
  arrows: Place[];
  mean: Place;
  /** Root mean square distance of these arrows from the full gradient: the measured spread of this size. */
  miss: number;
  /** For the sizes that deal at least four batches: fewer measure nothing. */
  spreads: Spread[];
  /** The law's spread of each size. */
  law: (readonly [size: number, spread: number])[];
  path: Place[];
  loss: { start: number; batches: number; whole: number };
  /** Where one step on all digits leads. */
  wholeStep: Place;
}

export function learn({ size: text, at, rate, seed }: Setting): Lesson {
  const size = Number(text);
  const sizes = batchSizes.filter((size) => size < DIGITS);
  const each = digitGradients(at);
  const full = fullGradient(at);
  const arrows = batchGradients(each, size, seed);
  const single = spreadAround(each, full);
  const path = onePass(at, size, rate, seed);
  const wholeStep: Place = [at[0] - rate * full[0], at[1] - rate * full[1]];
  return {
    size,
    full,
    arrows,
    mean: [0, 1].map((i) => arrows.reduce((sum, arrow) => sum + arrow[i], 0) / arrows.length) as unknown as Place,
    miss: spreadAround(arrows, full),
    spreads: sizes
      .filter((other) => DIGITS / other >= 4)
      .map((other) => ({
        size: other,
        measured: spreadAround(batchGradients(each, other, seed), full),
        expected: expectedSpread(single, other),
      })),
    law: sizes.map((other) => [other, expectedSpread(single, other)] as const),
    path,
    loss: { start: meanLoss(at), batches: meanLoss(path[path.length - 1]), whole: meanLoss(wholeStep) },
    wholeStep,
  };
}

export function tell({ show, rate }: Setting, { size, arrows, miss, loss }: Lesson): string {
  if (show === 'walk') {
    const whole = `one step on all of them makes it **${fixed(loss.whole)}**`;
    if (size === DIGITS)
      return `One pass over the ${DIGITS} digits at a rate of ${fixed(rate)}: a single step, from a loss of ${fixed(loss.start)} to **${fixed(loss.whole)}**.`;
    return `One pass over the same ${DIGITS} digits at a rate of ${fixed(rate)}: **${DIGITS / size}** steps on batches of ${size} take the loss from ${fixed(loss.start)} to **${fixed(loss.batches)}**; ${whole}.`;
  }
  if (size === DIGITS) return `All **${DIGITS}** digits at once: one arrow, the full gradient itself.`;
  return `**${count(arrows.length, 'batch', 'batches')}** of ${count(size, 'digit')} give ${arrows.length} arrows. Each misses the full gradient by about **${fixed(miss)}**; their mean is the full gradient exactly.`;
}
