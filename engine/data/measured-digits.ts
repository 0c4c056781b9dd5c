// Small samples of real MNIST digits with two measurements each, for figures whose inputs must fit on a plane. The
// numbers are computed by scripts/measure.ts and committed; this file gives them names, units and a common scale.
import type { Scale } from './measure-digit.ts';
import measured from './measured-digits.json' with { type: 'json' };

export interface MeasuredDigit {
  /** Position among MNIST's 60,000 training images, from 0. */
  index: number;
  /** Which digit it is. */
  label: number;
  /** Ink in pixels. */
  ink: number;
  /** Share of the ink that falls on ink after half a turn, 0–1. */
  symmetry: number;
  /** The picture in four levels, three pixels a character: see picture.ts. */
  picture: string;
}

export interface MeasuredSet {
  /** The digit that a neuron should answer with 0, and the digit that it should answer with 1. */
  classes: [number, number];
  /** The seed of the sample. */
  seed: number;
  /** Mean and standard deviation of ink over all MNIST training images of both classes. */
  ink: Scale;
  /** The same of symmetry. */
  symmetry: Scale;
  digits: MeasuredDigit[];
  /** Mistakes of the best straight line on ink and symmetry; some line makes no more, and none makes fewer. */
  fewestMistakes: number;
}

export type MeasuredSetName = 'onesAndSevens' | 'onesAndNoughts';

export const measuredDigits = measured.sets as unknown as Record<MeasuredSetName, MeasuredSet>;
