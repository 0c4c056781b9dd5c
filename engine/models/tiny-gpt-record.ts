// How the small GPT of the book was trained and what it writes, as scripts/pretrain-gpt.ts recorded it. What pages draw of it stands
// in tiny-gpt-shown.ts. Only read here.
import { log } from '../kernels/math.ts';
import record from './tiny-gpt-record.json' with { type: 'json' };

export interface GptRecordFile {
  recipe: { seed: number; batch: number; steps: number; rate: number; warmUp: number; cool: number };
  /** Bits per character of the first minibatches, before each update. */
  first: readonly number[];
  /** Updates made, and bits per character on what was read since the last reading. */
  curve: readonly (readonly [step: number, bits: number])[];
  /** Characters learned from. */
  trained: number;
  bytes: number;
  /** How it goes on from the shown line at some temperatures. */
  written: readonly { temperature: number; text: string }[];
  /** Of the vectors of places, how alike that of place 64 and the others are, before training and after, in hundredths. */
  alike: { before: readonly number[]; after: readonly number[] };
}

export const gptRecord = record as unknown as GptRecordFile;

/** A curve's readings, the mean of six for every time that the updates double. */
export function thinned(curve: readonly (readonly [step: number, bits: number])[]): [step: number, bits: number][] {
  const groups = new Map<number, (readonly [number, number])[]>();
  for (const reading of curve) {
    const group = Math.round(6 * (log(reading[0]) / Math.LN2));
    groups.set(group, [...(groups.get(group) ?? []), reading]);
  }
  const mean = (group: readonly (readonly [number, number])[], part: 0 | 1) =>
    group.reduce((sum, reading) => sum + reading[part], 0) / group.length;
  return Array.from(groups.values(), (group) => [Math.round(mean(group, 0)), Math.round(1000 * mean(group, 1)) / 1000]);
}
