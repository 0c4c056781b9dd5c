// What `NameMaker` makes of its knobs and its frames: the loss beside what counting comes to, the names written, how far back a letter
// reaches, and the sentence. Knows no drawing.
import { nameProbes, nameRecord, NAME_STEPS, type NameProbe } from '#engine';
import type { MakeNamesFrame } from '#engine/jobs';
import { fixed } from '../../charts/format.ts';

export interface Setting {
  temperature: number;
  probe: NameProbe;
  seed: number;
}
export type Frames = readonly MakeNamesFrame[];
type Reading = NonNullable<MakeNamesFrame>;

export const FRAMES = 32;
export const [, , TRIGRAM, FOUR] = nameRecord.counted;

export const readings = (frames: Frames): Reading[] => frames.filter((frame) => frame !== null);
export const readingOf = (frames: Frames): Reading | null => frames[frames.length - 1] ?? null;
export const recordedEnds: readonly number[] = nameRecord.held.map((row) => row[row.length - 1]);

/** Twelve names: by the reader's network where there is one, else by the first recorded one. */
export function namesAt({ temperature }: Setting, frames: Frames): readonly string[] {
  const { written } = readingOf(frames) ?? nameRecord;
  const away = (row: { temperature: number }) => Math.abs(row.temperature - temperature);
  return written.reduce((best, row) => (away(row) < away(best) ? row : best)).names;
}

export const hasTwice = (names: readonly string[]): boolean => new Set(names).size < names.length;

/** How much the surprise at the probe's last letter depends on each letter before it, the start included; at most 1. */
export function reachOf({ probe }: Setting, frames: Frames): readonly number[] {
  const which = nameProbes.indexOf(probe);
  const reading = readingOf(frames);
  return reading ? Array.from(reading.reach[which]) : nameRecord.reach[which].after.map((share) => share / 100);
}

export function tell(setting: Setting, frames: Frames): string {
  const reading = readingOf(frames);
  const names = namesAt(setting, frames);
  const different = new Set(names).size;
  const some =
    `Of ${names.length} names written at a temperature of ${fixed(setting.temperature, 1)}, ` +
    (different === names.length ? 'no two are alike' : `**${different}** are different`);
  if (!reading) {
    const [low, high] = [Math.min(...recordedEnds), Math.max(...recordedEnds)];
    return `Five recorded networks needed **${fixed(low)} to ${fixed(high)}** bits per letter of names held out, and counts of three letters **${fixed(TRIGRAM)}**. ${some}.`;
  }
  const beside = reading.held < TRIGRAM ? 'fewer than' : 'more than';
  return `After **${reading.step}** of ${NAME_STEPS} updates the network needs **${fixed(reading.held)}** bits per letter of names held out: ${beside} the **${fixed(TRIGRAM)}** of counts of three letters. ${some}.`;
}
