// What `MemorySpan` makes of its knobs and its frames: the recorded runs, the reader's own, what its gates keep, and the sentence.
// Knows no drawing.
import {
  memoryBlanks,
  memoryCells,
  memorySeeds,
  MEMORY_STEPS,
  recordedMemory,
  SYMBOLS,
  timeScale,
  type KeepBias,
  type MemoryCell,
  type MemoryReading,
} from '#engine';
import type { PlayMemoryFrame } from '#engine/jobs';
import { fixed, significant } from '../../charts/format.ts';

export interface Setting {
  cell: MemoryCell;
  bias: KeepBias;
  blanks: number;
  seed: number;
}
export type Frames = readonly PlayMemoryFrame[];

export const FRAMES = 42;
export const cellNames: Readonly<Record<MemoryCell, string>> = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' };
export const biasNames: Readonly<Record<KeepBias, string>> = { zero: '0', one: '1', chrono: 'chrono' };
const longBiases: Readonly<Record<KeepBias, string>> = {
  zero: 'gates that begin half open',
  one: 'gates that begin mostly open',
  chrono: 'gates that begin at all paces',
};

const percent = (right: number) => (100 * right) / SYMBOLS;
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

/** For one length of the game: per cent right on average over ten runs, and the second lowest and second highest. */
export interface Span {
  blanks: number;
  mean: number;
  low: number;
  high: number;
}

export const spans = (cell: MemoryCell, bias: KeepBias): Span[] =>
  recordedMemory(cell, bias).right.map((right, i) => {
    const sorted = right.toSorted((a, b) => a - b).map(percent);
    return {
      blanks: memoryBlanks[i],
      mean: percent(mean(right)),
      low: sorted[1],
      high: sorted[memorySeeds.length - 2],
    };
  });

/** Of ten recorded runs at a length, those that told every symbol. */
export const perfect = (cell: MemoryCell, bias: KeepBias, blanks: number): number =>
  recordedMemory(cell, bias).right[memoryBlanks.indexOf(blanks)].filter((right) => right === SYMBOLS).length;

export const readingOf = (frames: Frames): MemoryReading | null => frames[frames.length - 1] ?? null;
export const ownRight = (frames: Frames): number | null => {
  const reading = readingOf(frames);
  return reading && percent(reading.right);
};
export const isDone = (frames: Frames): boolean => readingOf(frames)?.step === MEMORY_STEPS;

/** The recorded length nearest to the one asked for. */
const nearestBlanks = (blanks: number): number =>
  memoryBlanks.reduce((best, length) =>
    Math.abs(Math.log(length / blanks)) < Math.abs(Math.log(best / blanks)) ? length : best,
  );

/** For how many steps each unit holds on: of the reader's network where there is one, else of the first recorded one. */
export function timeScales({ cell, bias, blanks }: Setting, frames: Frames): number[] {
  const reading = readingOf(frames);
  const shares = reading
    ? Array.from(reading.keep)
    : recordedMemory(cell, bias).keep[memoryBlanks.indexOf(nearestBlanks(blanks))].map((share) => share / 1000);
  return shares.map(timeScale).sort((a, b) => a - b);
}

const article = (cell: MemoryCell): string => (cell === 'gru' ? 'a' : 'an');
const begun = ({ cell, bias }: Setting): string =>
  cell === 'rnn' ? 'RNN, which has no gates' : `${cellNames[cell]} with ${longBiases[bias]}`;

export function tell(setting: Setting, frames: Frames): string {
  const { cell, bias, blanks } = setting;
  const reading = readingOf(frames);
  if (reading) {
    const reach = reading.reach[0];
    const far =
      reach === 0
        ? 'No gradient arrives at the symbol'
        : `The gradient at the symbol is **${significant(reach, 2)}** times that at the last step`;
    return `After **${reading.step}** updates over **${blanks}** blank steps, this ${cellNames[cell]} tells **${reading.right}** of ${SYMBOLS} symbols rightly; its loss is ${fixed(reading.loss)}. ${far}.`;
  }
  const length = nearestBlanks(blanks);
  const told = memoryCells.map((each) => `**${cellNames[each]} ${perfect(each, bias, length)}**`).join(', ');
  return `Of ten runs each, over ${length} blank steps, so many told every symbol: ${told}. Chosen is ${article(cell)} ${begun(setting)}. Train one of your own.`;
}
