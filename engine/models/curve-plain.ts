// A recorded training of the curve's five networks with nothing that holds them back: what a figure shows before anybody has
// trained. Made by scripts/overfit-records.ts; only read here. Those with remedies are in curve-records.ts, for whoever asks.
import { CURVE_EVERY, type CurveLabSetting } from './curve-lab.ts';
import record from './curve-plain.json' with { type: 'json' };
import type { Losses } from './five-networks.ts';
import { readLosses, type Fives, type LossesFile } from './recorded-losses.ts';

/** Its setting; other records say what they change. */
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

/** A record as it is stored: the losses, and the curves of the five networks at the end and where each was at its best. */
export interface CurveRecordFile extends LossesFile {
  ends: Fives;
  best: Fives;
}

export interface CurveRecord {
  readings: readonly Losses[];
  ends: Fives;
  best: Fives;
}

export const readCurves = ({ ends, best, ...losses }: CurveRecordFile): CurveRecord => ({
  readings: readLosses(losses, CURVE_EVERY),
  ends,
  best,
});

let read: CurveRecord | undefined;

/** Read at the first call. */
export const plainCurves = (): CurveRecord => (read ??= readCurves(record));
