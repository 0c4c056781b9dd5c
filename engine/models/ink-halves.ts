// Threes from MNIST cut in half: how much ink is below the middle, told from how much is above it. A neuron with one input
// and no activation draws a line through twelve of them; the rest are fresh. The numbers are made by scripts/measure.ts;
// nothing here learns.
import measured from '../data/threes.json' with { type: 'json' };

/** Ink of the upper and of the lower half of one digit, in pixels. */
export interface Halves {
  above: number;
  below: number;
}

export const threes: readonly Halves[] = measured.halves.map(([above, below]) => ({ above, below }));

/** The twelve of the figure. */
export const twelve: readonly Halves[] = threes.slice(0, 12);

const square = (value: number): number => value * value;
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The input is counted from the twelve's mean, so that the bias is what the line says of an average digit. */
export const meanAbove: number = meanOf(twelve.map(({ above }) => above));

/** ŷ = w x + b, where x is the ink above, counted from the mean. */
export interface Line {
  w: number;
  b: number;
}

export const lineAt = ({ w, b }: Line, above: number): number => w * (above - meanAbove) + b;

/** Mean of the squared errors, in square pixels. */
export const lineLoss = (line: Line, digits: readonly Halves[] = twelve): number =>
  meanOf(digits.map(({ above, below }) => square(lineAt(line, above) - below)));

/** The line with the least loss: the two slopes of the loss, set to zero and solved. */
export function bestLine(digits: readonly Halves[] = twelve): Line {
  const [x, y] = [meanOf(digits.map(({ above }) => above)), meanOf(digits.map(({ below }) => below))];
  const spread = meanOf(digits.map(({ above }) => square(above - x)));
  const w = meanOf(digits.map(({ above, below }) => (above - x) * (below - y))) / spread;
  return { w, b: y + w * (meanAbove - x) };
}

/** The loss of a table that knows `digits` by heart, and gives to any digit the answer of the one with most nearly its ink. */
export function tableLoss(known: readonly Halves[], digits: readonly Halves[]): number {
  const nearest = (above: number) =>
    known.reduce((a, b) => (Math.abs(b.above - above) < Math.abs(a.above - above) ? b : a)).below;
  return meanOf(digits.map(({ above, below }) => square(nearest(above) - below)));
}
