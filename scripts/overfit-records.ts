// Trains the five networks of each laboratory of overfitting, with nothing that holds them back and with one remedy at a time.
// Records what figures show before anybody has trained (engine/models/{curve,digit}-{plain,records}.json), and how all of it
// ends with other points and other digits (tests/engine/models/overfit-claims.json), for the tests of what the text claims. Run
// it with `node scripts/overfit-records.ts`; the same seeds give the same files.
import './shelf.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { PLACES, type CurveLabSetting } from '../engine/models/curve-lab.ts';
import { trainCurves } from '../engine/models/curve-lab-training.ts';
import { plainCurveSetting, type CurveRecordFile } from '../engine/models/curve-plain.ts';
import { recordedCurveSettings } from '../engine/models/curve-records.ts';
import type { DigitLabSetting } from '../engine/models/digit-lab.ts';
import { trainReaders } from '../engine/models/digit-lab-training.ts';
import { plainDigitSetting, type DigitPlainFile, type DigitRecordFile } from '../engine/models/digit-plain.ts';
import { recordedDigitSettings } from '../engine/models/digit-records.ts';
import { keptReadings, middle, turningPoint, type Losses } from '../engine/models/five-networks.ts';
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
      Array.from(readings[kept].fits.subarray(i * PLACES, (i + 1) * PLACES), (y) => Number(y.toFixed(2)) + 0).filter(
        (_, place) => place % 2 === 0,
      ),
    );
  return { ...losses(readings), ends: fits(false), best: fits(true) };
}

export function recordDigits(changed: Partial<DigitLabSetting>): DigitPlainFile {
  const readings = [...trainReaders({ ...plainDigitSetting, ...changed })];
  return {
    ...losses(readings),
    validationRight: readings.map(({ validationRight }) => Array.from(validationRight)),
    testRight: readings.map(({ testRight }) => Array.from(testRight)),
    shown: readings[readings.length - 1].shown.join(''),
  };
}

/** How a training went: middle losses of five networks. */
export interface Ending {
  /** The lowest validation loss, and after how many steps. */
  lowest: number;
  step: number;
  /** At the end. */
  train: number;
  validation: number;
  test: number;
  /** Validation loss of the weights that early stopping keeps, and their test loss. */
  stopped: number;
  stoppedTest: number;
  /** Of 500 validation digits, how many are read rightly at the turn and at the end. */
  rightAtTurn?: number;
  right?: number;
}

function ending(readings: readonly (Losses & { validationRight?: ArrayLike<number> })[]): Ending {
  const [turn, end] = [readings[turningPoint(readings)], readings[readings.length - 1]];
  const kept = keptReadings(readings, true);
  const of = (pile: 'validation' | 'test') => middle(kept.map((at, network) => readings[at][pile][network]));
  const short = (loss: number) => Number(loss.toPrecision(4));
  return {
    lowest: short(middle(turn.validation)),
    step: turn.step,
    train: short(middle(end.train)),
    validation: short(middle(end.validation)),
    test: short(middle(end.test)),
    stopped: short(of('validation')),
    stoppedTest: short(of('test')),
    ...(turn.validationRight && { rightAtTurn: middle(turn.validationRight) }),
    ...(end.validationRight && { right: middle(end.validationRight) }),
  };
}

export const curveEnding = (changed: Partial<CurveLabSetting>): Ending =>
  ending([...trainCurves({ ...plainCurveSetting, ...changed })]);
export const digitEnding = (changed: Partial<DigitLabSetting>): Ending =>
  ending([...trainReaders({ ...plainDigitSetting, ...changed })]);

/** Endings of each recorded setting, for seeds 1 to 10. */
export interface ClaimsFile {
  curve: Record<string, readonly Ending[]>;
  digits: Record<string, readonly Ending[]>;
}

/** "l2 0.01"; what changes nothing is "plain". */
export const nameOf = (changed: object): string =>
  Object.entries(changed)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ') || 'plain';

if (import.meta.main) {
  const write = async (name: string, file: object) => {
    const path = new URL(`../${name}.json`, import.meta.url);
    writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
  };
  const [plainCurve, ...curves] = recordedCurveSettings.map(recordCurves);
  await write('engine/models/curve-plain', plainCurve satisfies CurveRecordFile);
  await write('engine/models/curve-records', curves satisfies CurveRecordFile[]);
  const [plainDigit, ...digits] = recordedDigitSettings.map(recordDigits);
  await write('engine/models/digit-plain', plainDigit satisfies DigitPlainFile);
  await write(
    'engine/models/digit-records',
    digits.map(({ shown: _, ...record }) => record) satisfies DigitRecordFile[],
  );
  const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
  const over = <Setting extends object>(settings: readonly Setting[], end: (setting: Setting) => Ending) =>
    Object.fromEntries(
      settings.map((setting) => [nameOf(setting), seeds.map((seed) => end({ ...setting, seed }))] as const),
    );
  const claims: ClaimsFile = {
    curve: over(recordedCurveSettings, curveEnding),
    digits: over(recordedDigitSettings, digitEnding),
  };
  await write('tests/engine/models/overfit-claims', claims);
}
