// What pages draw of the small GPT before anybody asks or trains it: its score beside what counting comes to, its course, and what it
// makes of one line, as scripts/pretrain-gpt.ts recorded them. Only read here.
import type { Prose } from '../data/prose.ts';
import shown from './tiny-gpt-shown.json' with { type: 'json' };

export interface GptShownFile {
  /** The stored weights on all held-out chapters, in bits per character, and counts of one to five characters on the same ones. */
  held: { bits: number; characters: number; counted: readonly number[] };
  /** The same on the short stretch that readers' trainings are examined on. */
  stretch: { from: number; bits: number; counted: readonly number[] };
  /** Updates made. */
  steps: number;
  /** The training's course, at fewer places the later it is: updates made, and bits per character on what was read. */
  course: readonly (readonly [step: number, bits: number])[];
  /** A line and the scores of all next characters. */
  line: string;
  scores: readonly number[];
  /** How the last character looks back, with each head, in thousandths; and how those before it do, row by row, in tones. */
  last: readonly (readonly number[])[];
  tones: string;
}

export const gptShown = shown as unknown as GptShownFile;

/** Characters of the stretch that count, and those that only lead up to them. */
export const SCORED = 4096;
export const LEAD = 64;

/** The stretch of the held-out chapters that trainings in the page are examined on. */
export const stretchOf = ({ held }: Prose, from = gptShown.stretch.from): Uint8Array =>
  held.subarray(from, from + LEAD + SCORED + 1);

/** Looks are drawn in so many tones, by the root of the share, so that small shares can be seen, too. */
export const TONES = 6;

export const toneOf = (share: number): number => Math.round(TONES * Math.sqrt(share));

const square = (x: number) => x * x;

/**
 * How every head looks at the recorded line: for each head a row for each character, over itself and those before it. Of all rows
 * but the last only the tones are known.
 */
export function recordedLooks(): Float32Array[][] {
  let at = 0;
  return gptShown.last.map((last) =>
    Array.from(last, (_, row) => {
      if (row === last.length - 1) return Float32Array.from(last, (thousandths) => thousandths / 1000);
      return Float32Array.from({ length: row + 1 }, () => square(Number(gptShown.tones[at++]) / TONES));
    }),
  );
}
