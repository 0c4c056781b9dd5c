// What networks of letters came to over five seeds, beside what counting comes to, and what the first of them writes:
// name-record.json, made by scripts/name-record.ts.
import type { WrittenNames } from './name-net.ts';
import record from './name-record.json' with { type: 'json' };

export interface NameRecordFile {
  seeds: readonly number[];
  /** Bits per letter on held-out names by counts of one to four letters. */
  counted: readonly number[];
  /** Updates before each reading, and bits per letter on held-out names, seed by seed. */
  steps: readonly number[];
  held: readonly (readonly number[])[];
  /** Of the first seed, at the end: names written at each temperature. */
  written: readonly WrittenNames[];
  /** Of the first seed: for each probe, how far back its last letter reaches, before training and after, in hundredths. */
  reach: readonly { before: readonly number[]; after: readonly number[] }[];
}

export const nameRecord = record as NameRecordFile;
