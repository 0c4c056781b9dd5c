// The examples on a plane that chapter 2 is taught with: measured digits, on a common scale or as they were counted, and
// the four corners of the exclusive or.
import { standardise } from '../data/measure-digit.ts';
import { measuredDigits, type MeasuredSetName } from '../data/measured-digits.ts';
import type { Example } from './perceptron.ts';

export type PlanarSetName = MeasuredSetName | 'xor';

/**
 * `scaled`: each measurement as its distance from the mean, in standard deviations. `counted`: ink in pixels and symmetry
 * as a share of the ink.
 */
export type Units = 'scaled' | 'counted';

export function planarExamples(name: PlanarSetName, units: Units): Example[] {
  if (name === 'xor') return xorCorners;
  const { classes, ink, symmetry, digits } = measuredDigits[name];
  return digits.map((digit) => ({
    inputs:
      units === 'scaled'
        ? [standardise(digit.ink, ink), standardise(digit.symmetry, symmetry)]
        : [digit.ink, digit.symmetry],
    target: digit.label === classes[1] ? 1 : 0,
  }));
}

/** True when exactly one input is true. */
const xorCorners: Example[] = [
  { inputs: [0, 0], target: 0 },
  { inputs: [1, 0], target: 1 },
  { inputs: [0, 1], target: 1 },
  { inputs: [1, 1], target: 0 },
];
