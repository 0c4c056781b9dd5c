// 128 ones and 128 sevens from MNIST with two measurements each, on a common scale: real data for networks with two
// inputs. The numbers are made by scripts/measure.ts; nothing here knows what is done with them.
import measured from '../data/ones-and-sevens.json' with { type: 'json' };

/** Subtracts the mean and divides by the standard deviation. */
function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / values.length);
  return values.map((v) => (v - mean) / deviation);
}

const ink = standardised(measured.digits.map((row) => row[1]));
const symmetry = standardised(measured.digits.map((row) => row[2]));

/** One digit as a network with two inputs sees it: target 1 is a seven, 0 a one. */
export interface InkAndSymmetry {
  inputs: readonly [ink: number, symmetry: number];
  target: 0 | 1;
}

export const onesAndSevens: readonly InkAndSymmetry[] = measured.digits.map(([label], i) => ({
  inputs: [ink[i], symmetry[i]],
  target: label === 7 ? 1 : 0,
}));
