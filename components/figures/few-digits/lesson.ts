// What `FewDigits` makes of its knobs and its frames: the training, the digits last shown, how many are read rightly, the test
// score behind its seal, and the sentence. Knows no drawing.
import {
  DIGIT_STEPS,
  middle,
  plainDigits,
  plainDigitSetting,
  plainShown,
  TEST_DIGITS,
  VALIDATION_DIGITS,
  type DigitLabSetting,
  type DigitLosses,
} from '#engine';
import type { FewDigitsFrame } from '#engine/jobs';
import { fixed } from '../../charts/format.ts';
import { Late } from '../overfitting/late.svelte.ts';
import { keptOf, tellLosses, trainingOf, written, type Summary, type Training } from '../overfitting/lesson.ts';
import { sealOf, settingOf, type Seal } from '../overfitting/seal.ts';

export interface Setting extends DigitLabSetting {
  /** Early stopping. */
  stop: boolean;
  /** The seal. */
  opened: string;
}

export type Frames = readonly FewDigitsFrame[];

/** The frame before training, and one for each reading. */
export const FRAMES = 26;

const fetchRecords = async () => (await import('./recorded.ts')).recordedDigits;
/** The records with remedies. */
export const records = new Late(fetchRecords, import.meta.env.SSR ? await fetchRecords() : undefined);

const remedies = ['examples', 'augmentation', 'l1', 'l2', 'dropout'] as const;

/** With nothing changed that a network would notice. */
export const isPlain = (setting: Setting): boolean =>
  setting.seed === plainDigitSetting.seed && remedies.every((name) => setting[name] === plainDigitSetting[name]);

const recordOf = (setting: Setting): readonly DigitLosses[] =>
  (isPlain(setting) ? plainDigits() : records.content?.(parameters(setting))) ?? [];

/** Validation without remedies, for the same deal of digits; nothing where that is what is shown anyway. */
export const withoutRemedies = (setting: Setting, training: Training) =>
  setting.seed === plainDigitSetting.seed && !(training.recorded && isPlain(setting)) ? plainDigits() : [];

/** What the networks are told. Early stopping and the seal are left alone: a run goes on when they change. */
export const parameters = (setting: Setting): DigitLabSetting => {
  const { examples, augmentation, l1, l2, dropout, seed } = setting;
  return { examples, augmentation, l1, l2, dropout, seed };
};

export const trainingAt = (setting: Setting, frames: Frames): Training<DigitLosses> =>
  trainingOf<DigitLosses>(frames, recordOf(setting), DIGIT_STEPS, setting.stop);

/** Digits as the first network was last shown them; before training, digits as they are. */
export const shownAt = (frames: Frames): Uint8Array => frames[frames.length - 1]?.shown ?? plainShown();

const percent = ({ middle: m, least, most }: Summary, of: number): Summary => ({
  middle: (100 * m) / of,
  least: (100 * least) / of,
  most: (100 * most) / of,
});

/** Per cent of validation digits that the kept networks read rightly. */
export const rightOf = (training: Training<DigitLosses>): Summary =>
  percent(
    keptOf(training, (reading) => reading.validationRight),
    VALIDATION_DIGITS,
  );
export const testRightOf = (training: Training<DigitLosses>): Summary =>
  percent(
    keptOf(training, (reading) => reading.testRight),
    TEST_DIGITS,
  );

/** Per cent of validation digits read rightly by the middle network, reading by reading. */
export const rightCurve = ({ readings }: Training<DigitLosses>): number[] =>
  readings.map(({ validationRight }) => (100 * middle(validationRight)) / VALIDATION_DIGITS);

export const sealedAs = (setting: Setting): string =>
  settingOf((['seed', ...remedies, 'stop'] as const).map((name) => setting[name]));
/** The digits are the same five thousand, however they are dealt: once opened, the test is spent for every deal. */
export const sealAt = (setting: Setting): Seal => sealOf(setting.opened, sealedAs(setting));

export const whole = (value: number): string => `${Math.round(value)}\u00a0%`;

export function testScore(setting: Setting, frames: Frames): string | null {
  const training = trainingAt(setting, frames);
  if (!training.complete) return null;
  const { middle: m, least, most } = testRightOf(training);
  const loss = keptOf(training, ({ test }) => test).middle;
  return `${fixed(m, 1)}\u00a0% right (${fixed(least, 1)} to ${fixed(most, 1)}\u00a0%), test loss ${written(loss)}`;
}

export function tell(setting: Setting, frames: Frames): string {
  const training = trainingAt(setting, frames);
  if (!training.readings.length) return `**${setting.examples}** digits to learn from. Nothing has been learned yet.`;
  const said = `${tellLosses(training, setting.stop)} **${whole(rightOf(training).middle)}** of the validation digits are read rightly.`;
  if (sealAt(setting) === 'sealed' || !training.complete) return said;
  const score = `${fixed(testRightOf(training).middle, 1)}\u00a0% of the test digits`;
  return `${said} ${sealAt(setting) === 'opened' ? 'Opened' : 'Spent'}: **${score}**.`;
}
