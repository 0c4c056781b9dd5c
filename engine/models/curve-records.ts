// Recorded trainings of the curve's five networks, with one remedy at a time. Made by scripts/overfit-records.ts; only read here.
import type { CurveLabSetting } from './curve-lab.ts';
import { plainCurves, plainCurveSetting, readCurves, type CurveRecord, type CurveRecordFile } from './curve-plain.ts';
import records from './curve-records.json' with { type: 'json' };

/** What is recorded; the first, which changes nothing, in curve-plain.json. */
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

const read = new Map<number, CurveRecord>();

/** The record of a setting, if there is one. */
export function recordedCurves(setting: CurveLabSetting): CurveRecord | undefined {
  const names = Object.keys(plainCurveSetting) as (keyof CurveLabSetting)[];
  const at = recordedCurveSettings.findIndex((changed) =>
    names.every((name) => setting[name] === (changed[name] ?? plainCurveSetting[name])),
  );
  if (at === 0) return plainCurves();
  const file = (records as readonly CurveRecordFile[]).at(at - 1);
  if (at < 0 || !file) return undefined;
  const known = read.get(at) ?? readCurves(file);
  read.set(at, known);
  return known;
}
