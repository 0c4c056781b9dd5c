// What `OverfitLab` makes of its knobs and its frames: the training, the curves that are kept, the test score behind its seal,
// and the sentence. Knows no drawing.
import { CURVE_STEPS, plainCurves, plainCurveSetting, PLACES, type CurveLabSetting, type CurveRecord } from '#engine';
import type { OverfitLabFrame } from '#engine/jobs';
import { Late } from '../overfitting/late.svelte.ts';
import { keptOf, tellLosses, trainingOf, written, type Training } from '../overfitting/lesson.ts';
import { sealOf, settingOf, type Seal } from '../overfitting/seal.ts';

export interface Setting extends CurveLabSetting {
  /** Early stopping. */
  stop: boolean;
  /** The seal. */
  opened: string;
}

export type Frames = readonly OverfitLabFrame[];

/** The frame before training, and one for each reading. */
export const FRAMES = 41;

const fetchRecords = async () => (await import('./recorded.ts')).recordedCurves;
/** The records with remedies. */
export const records = new Late(fetchRecords, import.meta.env.SSR ? await fetchRecords() : undefined);

const task = ['neurons', 'noise', 'outliers', 'seed'] as const;
const remedies = ['examples', 'shake', 'l1', 'l2', 'dropout'] as const;

/** The task is that of the records, so that what remedies do can be seen against the record without any. */
export const isComparable = (setting: Setting): boolean =>
  task.every((name) => setting[name] === plainCurveSetting[name]);

/** With nothing changed that a network would notice. */
export const isPlain = (setting: Setting): boolean =>
  isComparable(setting) && remedies.every((name) => setting[name] === plainCurveSetting[name]);

const recordOf = (setting: Setting): CurveRecord | undefined =>
  isPlain(setting) ? plainCurves() : records.content?.(parameters(setting));

/** Validation without remedies, for the same task; nothing where that is what is shown anyway. */
export const withoutRemedies = (setting: Setting, training: Training) =>
  isComparable(setting) && !(training.recorded && isPlain(setting)) ? plainCurves().readings : [];

/** What the networks are told. Early stopping and the seal are left alone: a run goes on when they change. */
export const parameters = (setting: Setting): CurveLabSetting => {
  const { examples, neurons, noise, outliers, shake, l1, l2, dropout, seed } = setting;
  return { examples, neurons, noise, outliers, shake, l1, l2, dropout, seed };
};

export const trainingAt = (setting: Setting, frames: Frames): Training =>
  trainingOf(frames, recordOf(setting)?.readings ?? [], CURVE_STEPS, setting.stop);

/** The curve of each network, from the weights that are kept of it; none before training. */
export function fitsAt(setting: Setting, frames: Frames): readonly ArrayLike<number>[] {
  const live = frames.filter((frame) => frame !== null);
  if (!live.length) return recordOf(setting)?.[setting.stop ? 'best' : 'ends'] ?? [];
  return trainingAt(setting, frames).kept.map((at, network) =>
    live[at].fits.subarray(network * PLACES, (network + 1) * PLACES),
  );
}

/** What tells one test set from another: a new seed draws new points. */
export const pileOf = ({ seed }: Setting): string => `${seed}_`;
export const sealedAs = (setting: Setting): string =>
  settingOf((['seed', ...remedies, 'stop', 'neurons', 'noise', 'outliers'] as const).map((name) => setting[name]));
export const sealAt = (setting: Setting): Seal => sealOf(setting.opened, sealedAs(setting), pileOf(setting));

/** The test loss of the weights that are kept, once a training is complete: the middle one of five and their range. */
export function testScore(setting: Setting, frames: Frames): string | null {
  const training = trainingAt(setting, frames);
  if (!training.complete) return null;
  const { middle, least, most } = keptOf(training, ({ test }) => test);
  return `test loss ${written(middle)} (${written(least)} to ${written(most)})`;
}

export function tell(setting: Setting, frames: Frames): string {
  const { examples, outliers, stop } = setting;
  const training = trainingAt(setting, frames);
  if (!training.readings.length)
    return `**${examples}** points of a wave${outliers ? `, **${outliers}** of them far off` : ''}. Nothing has been learned yet.`;
  const said = tellLosses(training, stop);
  if (sealAt(setting) === 'sealed' || !training.complete) return said;
  const score = `test loss ${written(keptOf(training, ({ test }) => test).middle)}`;
  return `${said} ${sealAt(setting) === 'opened' ? 'Opened' : 'Spent'}: **${score}**.`;
}
