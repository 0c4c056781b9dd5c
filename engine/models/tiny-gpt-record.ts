// What the small GPT of the book came to and how it got there, beside what counting comes to, and what it makes of one line, as
// scripts/pretrain-gpt.ts recorded it. Only read here.
import { fromBase64 } from '../data/base64.ts';
import type { Prose } from '../data/prose.ts';
import { GPT_HEADS, GPT_LAYERS } from './tiny-gpt-sizes.ts';
import record from './tiny-gpt-record.json' with { type: 'json' };

export interface GptRecordFile {
  recipe: { seed: number; batch: number; steps: number; rate: number; warmUp: number; cool: number };
  /** Bits per character of the first minibatches, before each update. */
  first: readonly number[];
  /** Updates made, and bits per character on what was read since the last reading. */
  curve: readonly (readonly [step: number, bits: number])[];
  /** Characters learned from. */
  trained: number;
  /** The stored weights on all held-out chapters, and counts of one to five characters on the same ones. */
  held: { bits: number; characters: number; counted: readonly number[] };
  /** The same on the short stretch that readers' trainings are examined on. */
  stretch: { from: number; bits: number; counted: readonly number[] };
  bytes: number;
  /** A line, how every head looks at it, in 255ths, row by row, and the scores of all next characters. */
  line: string;
  looks: string;
  scores: readonly number[];
  /** How it goes on from the line at some temperatures. */
  written: readonly { temperature: number; text: string }[];
  /** Of the vectors of places, how alike that of place 64 and the others are, before training and after, in hundredths. */
  alike: { before: readonly number[]; after: readonly number[] };
  /** A hash of script, engine and data. */
  madeBy: string;
}

export const gptRecord = record as unknown as GptRecordFile;

/** Characters of the stretch that count, and those that only lead up to them. */
export const SCORED = 4096;
export const LEAD = 64;

/** The stretch of the held-out chapters that trainings in the page are examined on. */
export const stretchOf = ({ held }: Prose, from = gptRecord.stretch.from): Uint8Array =>
  held.subarray(from, from + LEAD + SCORED + 1);

/** How every head looks at the recorded line: for each head a row for each character, over itself and those before it. */
export function recordedLooks(): Float32Array[][] {
  const bytes = fromBase64(gptRecord.looks);
  const { length } = gptRecord.line;
  let at = 0;
  return Array.from({ length: GPT_LAYERS * GPT_HEADS }, () =>
    Array.from({ length }, (_, row) => Float32Array.from(bytes.subarray(at, (at += row + 1)), (value) => value / 255)),
  );
}
