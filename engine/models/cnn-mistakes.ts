// The held-out digits that the recorded network of cnn-record.ts misreads most surely, as scripts/digit-nets.ts recorded them.
import { unpackPicture } from '../data/picture.ts';
import record from './cnn-mistakes.json' with { type: 'json' };

/** The file as it is stored, the surest first. */
export type CnnMistakesFile = { label: number; answer: number; sure: number; picture: string }[];

/** A digit that was held out and misread. */
export interface Misread {
  label: number;
  answer: number;
  /** How sure the network was of its answer. */
  sure: number;
  /** 784 levels, 0 to 3. */
  levels: Uint8Array;
}

export const cnnMistakes = (record as CnnMistakesFile).map(({ picture, ...told }): Misread => ({
  ...told,
  levels: unpackPicture(picture),
}));
