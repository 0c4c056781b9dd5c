// Trains the five networks of each laboratory of overfitting, with nothing that holds them back and with one remedy at a time, and
// records what figures show before anybody has trained: engine/models/curve-records.json and digit-records.json. Run it with
// `node scripts/overfit-records.ts`; the same seeds give the same files.
import '../engine/worker/fast.ts';
import './shelf.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { PLACES, trainCurves, type CurveLabSetting } from '../engine/models/curve-lab.ts';
import {
  plainCurveSetting,
  recordedCurveSettings,
  type CurveRecordFile,
  type CurveRecordsFile,
} from '../engine/models/curve-records.ts';
import { trainReaders, type DigitLabSetting } from '../engine/models/digit-lab.ts';
import {
  plainDigitSetting,
  recordedDigitSettings,
  type DigitRecordFile,
  type DigitRecordsFile,
} from '../engine/models/digit-records.ts';
import { keptReadings, type Losses } from '../engine/models/five-networks.ts';
import type { LossesFile } from '../engine/models/recorded-losses.ts';

function losses(readings: readonly Losses[]): LossesFile {
  const of = (pile: 'train' | 'validation' | 'test') =>
    readings.map((reading) => Array.from(reading[pile], (loss) => Number(loss.toPrecision(3))));
  return { train: of('train'), validation: of('validation'), test: of('test') };
}

/** Of each network's curve every second place is recorded. */
export function recordCurves(changed: Partial<CurveLabSetting>): CurveRecordFile {
  const readings = [...trainCurves({ ...plainCurveSetting, ...changed })];
  const fits = (stopEarly: boolean) =>
    keptReadings(readings, stopEarly).map((kept, i) =>
      Array.from(readings[kept].fits.subarray(i * PLACES, (i + 1) * PLACES), (y) => Number(y.toFixed(2))).filter(
        (_, place) => place % 2 === 0,
      ),
    );
  return { ...losses(readings), ends: fits(false), best: fits(true) };
}

export function recordDigits(changed: Partial<DigitLabSetting>): DigitRecordFile & { shown: string } {
  const readings = [...trainReaders({ ...plainDigitSetting, ...changed })];
  return {
    ...losses(readings),
    validationRight: readings.map(({ validationRight }) => Array.from(validationRight)),
    testRight: readings.map(({ testRight }) => Array.from(testRight)),
    shown: readings[readings.length - 1].shown.join(''),
  };
}

if (import.meta.main) {
  const write = async (name: string, file: CurveRecordsFile | DigitRecordsFile) => {
    const path = new URL(`../engine/models/${name}.json`, import.meta.url);
    writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
  };
  await write('curve-records', recordedCurveSettings.map(recordCurves));
  const digits = recordedDigitSettings.map(recordDigits);
  await write('digit-records', { records: digits.map(({ shown: _, ...record }) => record), shown: digits[0].shown });
}
