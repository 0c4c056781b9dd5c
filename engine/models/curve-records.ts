// Recorded trainings of the curve's five networks: with nothing that holds them back, and with one remedy at a time. They are
// what a figure shows before anybody has trained. Made by scripts/overfit-records.ts; only read here.
import { CURVE_EVERY, type CurveLabSetting } from './curve-lab.ts';
import records from './curve-records.json' with { type: 'json' };
import type { Losses } from './five-networks.ts';
import { readLosses, type Fives, type LossesFile } from './recorded-losses.ts';

/** The setting of the first record; the others say what they change. */
export const plainCurveSetting: Readonly<CurveLabSetting> = {
  examples: 20,
  neurons: 32,
  noise: 0.4,
  outliers: 0,
  shake: 0,
  l1: 0,
  l2: 0,
  dropout: 0,
  seed: 1,
};

/** What is recorded. */
export const recordedCurveSettings: readonly Partial<CurveLabSetting>[] = [
  {},
  { examples: 320 },
  { shake: 0.1 },
  { l1: 0.3 },
  { l2: 0.01 },
  { l2: 0.1 },
  { dropout: 0.1 },
  { dropout: 0.5 },
  { outliers: 3 },
];

/** A record as it is stored: the losses, and the curves of the five networks at the end and where each was at its best. */
export interface CurveRecordFile extends LossesFile {
  ends: Fives;
  best: Fives;
}

/** The record of each setting, in their order. */
export type CurveRecordsFile = readonly CurveRecordFile[];

export interface CurveRecord {
  readings: readonly Losses[];
  ends: Fives;
  best: Fives;
}

const read = new Map<number, CurveRecord>();

/** The record of a setting, if there is one. */
export function recordedCurves(setting: CurveLabSetting): CurveRecord | undefined {
  const names = Object.keys(plainCurveSetting) as (keyof CurveLabSetting)[];
  const at = recordedCurveSettings.findIndex((changed) =>
    names.every((name) => setting[name] === (changed[name] ?? plainCurveSetting[name])),
  );
  const file = (records as CurveRecordsFile).at(at);
  if (at < 0 || !file) return undefined;
  const known = read.get(at) ?? { readings: readLosses(file, CURVE_EVERY), ends: file.ends, best: file.best };
  read.set(at, known);
  return known;
}
