// The runs in words, and the few numbers that are read off them. Knows the record and what a frame holds, no drawing.
import { batchRunSizes, PASSES, POINTS, recordedRun, type BatchRunSize } from '#engine';
import type { BatchSizeFrame } from '#engine/jobs';
import { count, fixed, grouped, significant } from '../../charts/format.ts';

export const WORK = PASSES * POINTS;
export const last = <T>(list: readonly T[]): T => list[list.length - 1];

/** The choices of the knob are words; these are the sizes they stand for. */
export const sizeNames = { 1: '1', 4: '4', 16: '16', 64: '64', 256: 'all 256' } as const;
export type SizeName = `${keyof typeof sizeNames}`;
export const sizeOf = (name: SizeName): BatchRunSize => batchRunSizes.find((size) => String(size) === name) ?? 16;

export interface Setting {
  size: SizeName;
  factor: number;
}

export const rateOf = ({ size, factor }: Setting): number => recordedRun(sizeOf(size)).rate * factor;
export const updatesIn = (size: number): number => WORK / size;
/** Mean loss at the end of the ten recorded runs. */
export const endOf = (size: number): number => last(recordedRun(size).mean);

/** How far the loss moves from one reading to the next, on average over the last five passes. */
export function jitter(losses: readonly number[]): number {
  const end = losses.slice(-21);
  const moves = end.slice(1).map((loss, i) => Math.abs(loss - end[i]));
  return moves.reduce((sum, move) => sum + move, 0) / Math.max(1, moves.length);
}

const batches = (size: number) => (size === POINTS ? 'one batch of all **256**' : `batches of **${size}**`);

export function tell(setting: Setting, frames: readonly BatchSizeFrame[]): string {
  const size = sizeOf(setting.size);
  const { looks, updates, loss } = last(frames);
  if (looks === 0) {
    const other = size === POINTS ? 16 : POINTS;
    const came = (which: number) =>
      `${batches(which)} came to a loss of **${fixed(endOf(which))}** in ${grouped(updatesIn(which))} updates`;
    return `Ten recorded runs of each size, with the same work of ${grouped(WORK)} looks at a point: ${came(size)}, ${came(other)}. Run one of your own.`;
  }
  const rate = `at a rate of ${significant(rateOf(setting), 2)}`;
  const now = `After **${grouped(looks)}** looks and **${grouped(updates)}** ${updates === 1 ? 'update' : 'updates'} with ${batches(size)} ${rate}, the loss is **${fixed(loss)}**`;
  if (loss > frames[0].loss) return `${now}: more than before any training, ${fixed(frames[0].loss)}.`;
  const reading = frames.length - 1;
  const { low, high } = recordedRun(size);
  const span = `between ${fixed(low[reading])} and ${fixed(high[reading])}`;
  const beside =
    setting.factor === 1
      ? `. The ten recorded runs were ${span} here.`
      : `. At the best rate, ten runs were ${span} here.`;
  const shake =
    looks === WORK
      ? ` In the last five passes it moved by **${fixed(jitter(frames.map((frame) => frame.loss)), 3)}** from one reading to the next.`
      : '';
  return now + beside + shake;
}

export const said = (setting: Setting, frames: readonly BatchSizeFrame[]): string => {
  const { looks, updates, loss } = last(frames);
  return looks === 0
    ? tell(setting, frames)
    : `Loss ${fixed(loss)} after ${looks} looks and ${count(updates, 'update')}.`;
};
