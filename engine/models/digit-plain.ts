// A recorded training of five networks on a hundred digits with nothing that holds them back: what a figure shows before anybody
// has trained. Made by scripts/overfit-records.ts; only read here. Those with remedies are in digit-records.ts, for whoever asks.
import { DIGIT_EVERY, type DigitLabSetting, type DigitLosses } from './digit-lab.ts';
import record from './digit-plain.json' with { type: 'json' };
import { readLosses, type Fives, type LossesFile } from './recorded-losses.ts';

/** Its setting; other records say what they change. */
export const plainDigitSetting: Readonly<DigitLabSetting> = {
  examples: 100,
  augmentation: 0,
  l1: 0,
  l2: 0,
  dropout: 0,
  seed: 8,
};

/** A record as it is stored: the losses, and how many held-out digits were read rightly. */
export interface DigitRecordFile extends LossesFile {
  validationRight: Fives;
  testRight: Fives;
}

/** The plain record has the digits of the first network's last batch, too: a level of ink a character. */
export type DigitPlainFile = DigitRecordFile & { shown: string };

export const readDigits = ({ validationRight, testRight, ...losses }: DigitRecordFile): DigitLosses[] =>
  readLosses(losses, DIGIT_EVERY).map((reading, i) => ({
    ...reading,
    validationRight: validationRight[i],
    testRight: testRight[i],
  }));

let read: readonly DigitLosses[] | undefined;

/** Read at the first call. */
export const plainDigits = (): readonly DigitLosses[] => (read ??= readDigits(record));

/** Twelve training digits as they are: ink in four levels, 0 to 3. */
export const plainShown = (): Uint8Array => Uint8Array.from(record.shown, Number); // [12, 196]
