// Recorded trainings of five networks on a hundred digits: with nothing that holds them back, and with one remedy at a time. They
// are what a figure shows before anybody has trained. Made by scripts/overfit-records.ts; only read here.
import { DIGIT_EVERY, type DigitLabSetting, type DigitLosses } from './digit-lab.ts';
import records from './digit-records.json' with { type: 'json' };
import { readLosses, type Fives, type LossesFile } from './recorded-losses.ts';

/** The setting of the first record; the others say what they change. */
export const plainDigitSetting: Readonly<DigitLabSetting> = {
  examples: 100,
  augmentation: 0,
  l1: 0,
  l2: 0,
  dropout: 0,
  seed: 4,
};

/** What is recorded. */
export const recordedDigitSettings: readonly Partial<DigitLabSetting>[] = [
  {},
  { examples: 1000 },
  { augmentation: 1 },
  { l1: 0.1 },
  { l2: 0.01 },
  { dropout: 0.5 },
];

/** A record as it is stored: the losses, and how many held-out digits were read rightly. */
export interface DigitRecordFile extends LossesFile {
  validationRight: Fives;
  testRight: Fives;
}

/** The record of each setting, in their order, and the digits of the first network's last batch, a level of ink a character. */
export interface DigitRecordsFile {
  records: readonly DigitRecordFile[];
  shown: string;
}

const read = new Map<number, readonly DigitLosses[]>();

/** The record of a setting, if there is one. */
export function recordedDigits(setting: DigitLabSetting): readonly DigitLosses[] | undefined {
  const names = Object.keys(plainDigitSetting) as (keyof DigitLabSetting)[];
  const at = recordedDigitSettings.findIndex((changed) =>
    names.every((name) => setting[name] === (changed[name] ?? plainDigitSetting[name])),
  );
  const file = (records as DigitRecordsFile).records.at(at);
  if (at < 0 || !file) return undefined;
  const { validationRight, testRight } = file;
  const known =
    read.get(at) ??
    readLosses(file, DIGIT_EVERY).map((losses, i) => ({
      ...losses,
      validationRight: validationRight[i],
      testRight: testRight[i],
    }));
  read.set(at, known);
  return known;
}

/** Twelve training digits as they are: ink in four levels, 0 to 3. */
export const recordedShown = (): Uint8Array => Uint8Array.from((records as DigitRecordsFile).shown, Number); // [12, 196]
