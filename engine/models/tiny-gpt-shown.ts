// What pages draw of the small GPT before anybody asks or trains it: its score beside what counting comes to, its course, and what it
// makes of one line, as scripts/pretrain-gpt.ts recorded them. Only read here.
import { fromBase64 } from '../data/base64.ts';
import type { Prose } from '../data/prose.ts';
import { GPT_HEADS, GPT_LAYERS } from './tiny-gpt-sizes.ts';
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
  /** A line, how every head looks at it, in 255ths, row by row, and the scores of all next characters. */
  line: string;
  looks: string;
  scores: readonly number[];
}

export const gptShown = shown as unknown as GptShownFile;

/** Characters of the stretch that count, and those that only lead up to them. */
export const SCORED = 4096;
export const LEAD = 64;

/** The stretch of the held-out chapters that trainings in the page are examined on. */
export const stretchOf = ({ held }: Prose, from = gptShown.stretch.from): Uint8Array =>
  held.subarray(from, from + LEAD + SCORED + 1);

/** How every head looks at the recorded line: for each head a row for each character, over itself and those before it. */
export function recordedLooks(): Float32Array[][] {
  const bytes = fromBase64(gptShown.looks);
  const { length } = gptShown.line;
  let at = 0;
  return Array.from({ length: GPT_LAYERS * GPT_HEADS }, () =>
    Array.from({ length }, (_, row) => Float32Array.from(bytes.subarray(at, (at += row + 1)), (value) => value / 255)),
  );
}
