// Recorded trainings of five networks on few digits, with one remedy at a time. Made by scripts/overfit-records.ts; only read here.
import type { DigitLabSetting, DigitLosses } from './digit-lab.ts';
import { plainDigits, plainDigitSetting, readDigits, type DigitRecordFile } from './digit-plain.ts';
import records from './digit-records.json' with { type: 'json' };

/** What is recorded; the first, which changes nothing, in digit-plain.json. */
export const recordedDigitSettings: readonly Partial<DigitLabSetting>[] = [
  {},
  { examples: 1000 },
  { augmentation: 1 },
  { l1: 0.1 },
  { l2: 0.01 },
  { dropout: 0.5 },
];

const read = new Map<number, readonly DigitLosses[]>();

/** The record of a setting, if there is one. */
export function recordedDigits(setting: DigitLabSetting): readonly DigitLosses[] | undefined {
  const names = Object.keys(plainDigitSetting) as (keyof DigitLabSetting)[];
  const at = recordedDigitSettings.findIndex((changed) =>
    names.every((name) => setting[name] === (changed[name] ?? plainDigitSetting[name])),
  );
  if (at === 0) return plainDigits();
  const file = (records as readonly DigitRecordFile[]).at(at - 1);
  if (at < 0 || !file) return undefined;
  const known = read.get(at) ?? readDigits(file);
  read.set(at, known);
  return known;
}
