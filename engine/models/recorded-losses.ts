// Losses of five networks as a record stores them, and as they are read again: a reading every so many steps.
import type { Losses } from './five-networks.ts';

export type Fives = readonly (readonly number[])[];

/** Five of each a reading. */
export interface LossesFile {
  train: Fives;
  validation: Fives;
  test: Fives;
}

export const readLosses = ({ train, validation, test }: LossesFile, every: number): Losses[] =>
  train.map((five, i) => ({ step: every * (i + 1), train: five, validation: validation[i], test: test[i] }));
