// The two laboratories of overfitting: their records are honest, their points and digits are dealt as they say, and what the text
// claims of remedies holds for ten other deals, failures included.
import { describe, expect, test } from 'vitest';
import curvePlain from '../../../engine/models/curve-plain.json' with { type: 'json' };
import { curveSample } from '../../../engine/models/curve-lab.ts';
import { trainCurves } from '../../../engine/models/curve-lab-training.ts';
import { plainCurveSetting } from '../../../engine/models/curve-plain.ts';
import { recordedCurves, recordedCurveSettings } from '../../../engine/models/curve-records.ts';
import { alter, dealDigits } from '../../../engine/models/digit-lab-training.ts';
import digitPlain from '../../../engine/models/digit-plain.json' with { type: 'json' };
import { plainDigitSetting } from '../../../engine/models/digit-plain.ts';
import { recordedDigits, recordedDigitSettings } from '../../../engine/models/digit-records.ts';
import { keptReadings, middle, turningPoint } from '../../../engine/models/five-networks.ts';
import { SMALL_PIXELS } from '../../../engine/models/small-reader.ts';
import { random } from '../../../engine/random.ts';
import {
  curveEnding,
  digitEnding,
  nameOf,
  recordCurves,
  recordDigits,
  type ClaimsFile,
  type Ending,
} from '../../../scripts/overfit-records.ts';
import claims from './overfit-claims.json' with { type: 'json' };

const { curve, digits } = claims as ClaimsFile;
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const all = (endings: readonly Ending[], of: (ending: Ending) => number) => endings.map(of);
/** In how many of the ten deals something holds of a remedy and of no remedy. */
const holds = (
  remedy: readonly Ending[],
  plain: readonly Ending[],
  claim: (remedy: Ending, plain: Ending) => boolean,
): number => remedy.filter((ending, seed) => claim(ending, plain[seed])).length;
/** How much a remedy multiplies the final validation loss, on average over the deals. */
const factor = (remedy: readonly Ending[], plain: readonly Ending[]) =>
  Math.exp(mean(remedy.map(({ validation }, seed) => Math.log(validation / plain[seed].validation))));

describe('the points', () => {
  const deal = { examples: 20, noise: 0.4, outliers: 0, seed: 3 };

  test('a larger sample begins with the smaller one, and held-out points stay', () => {
    const [few, many] = [curveSample(deal), curveSample({ ...deal, examples: 320 })];
    expect(many.train.x.slice(0, 20)).toEqual(few.train.x);
    expect(many.train.y.slice(0, 20)).toEqual(few.train.y);
    expect(many.test).toEqual(few.test);
    expect(many.validation).toEqual(few.validation);
  });

  test('outliers are training points alone, two off; another seed draws all points anew', () => {
    const [clean, spoiled] = [curveSample(deal), curveSample({ ...deal, outliers: 3 })];
    const off = Array.from(spoiled.train.y, (y, i) => Math.abs(y - clean.train.y[i]));
    expect(off.filter((by) => by > 0).length).toBe(3);
    for (const i of spoiled.wrong) expect(off[i]).toBeCloseTo(2, 5);
    expect(spoiled.test).toEqual(clean.test);
    expect(curveSample({ ...deal, seed: 4 }).test.x).not.toEqual(clean.test.x);
  });
});

describe('the digits', () => {
  test('the three piles share no digit, and more to learn from leaves the others as they are', () => {
    const [few, many] = [dealDigits(100, 4), dealDigits(1000, 4)];
    expect(many.validation).toEqual(few.validation);
    expect(many.test).toEqual(few.test);
    expect(many.train.pixels.slice(0, 100 * SMALL_PIXELS)).toEqual(few.train.pixels);
    const rows = Object.values(many).flatMap(({ count, pixels }) =>
      Array.from({ length: count }, (_, i) => pixels.subarray(i * SMALL_PIXELS, (i + 1) * SMALL_PIXELS).join()),
    );
    expect(new Set(rows).size).toBe(2000);
  });

  test('an alteration of strength 0 alters nothing; at full strength the ink stays about as much, elsewhere', () => {
    const { train } = dealDigits(50, 4);
    const out = new Float32Array(SMALL_PIXELS);
    const ink = (pixels: Float32Array) => pixels.reduce((sum, v) => sum + v, 0);
    const luck = random('alter');
    const ratios = Array.from({ length: 50 }, (_, at) => {
      const before = train.pixels.subarray(at * SMALL_PIXELS, (at + 1) * SMALL_PIXELS);
      alter(out, 0, train, at, 0, luck);
      expect(Math.max(...out.map((v, i) => Math.abs(v - before[i])))).toBeLessThan(1e-6);
      alter(out, 0, train, at, 1, luck);
      expect(out).not.toEqual(before);
      return ink(out) / ink(before);
    });
    expect(mean(ratios)).toBeGreaterThan(0.9);
    expect(mean(ratios)).toBeLessThan(1.1);
  });
});

describe('what is kept', () => {
  const loss = (...validation: number[]) => ({ step: 0, train: validation, validation, test: validation });
  const readings = [loss(5, 5, 5, 5, 5), loss(4, 6, 3, 5, 1), loss(3, 7, 4, 5, 2)];

  test('the last weights, or with early stopping the first of the lowest validation loss, network by network', () => {
    expect(keptReadings(readings, false)).toEqual([2, 2, 2, 2, 2]);
    expect(keptReadings(readings, true)).toEqual([2, 0, 1, 0, 1]);
    expect(turningPoint(readings)).toBe(1);
    expect(middle([4, 6, 3, 5, 1])).toBe(4);
  });
});

describe('records', { timeout: 30_000 }, () => {
  test('are honest: trainings made again give the same', () => {
    expect(recordCurves({})).toEqual(curvePlain);
    expect(recordDigits({})).toEqual(digitPlain);
  });

  test('so are the claims: other deals made again end the same', () => {
    expect(curveEnding({ dropout: 0.1, seed: 6 })).toEqual(curve['dropout 0.1'][5]);
    expect(digitEnding({ augmentation: 1, seed: 2 })).toEqual(digits['augmentation 1'][1]);
  });

  test('are found by their setting, and by no other', () => {
    expect(recordedCurveSettings.map(nameOf)).toEqual(Object.keys(curve));
    expect(recordedDigitSettings.map(nameOf)).toEqual(Object.keys(digits));
    for (const setting of recordedCurveSettings)
      expect(recordedCurves({ ...plainCurveSetting, ...setting })?.readings.length).toBe(40);
    for (const setting of recordedDigitSettings)
      expect(recordedDigits({ ...plainDigitSetting, ...setting })?.length).toBe(25);
    expect(recordedCurves({ ...plainCurveSetting, seed: 2 })).toBeUndefined();
    expect(recordedDigits({ ...plainDigitSetting, l2: 0.011 })).toBeUndefined();
  });

  test('the same setting gives the same bits', () => {
    const first = () => trainCurves({ ...plainCurveSetting, dropout: 0.1, shake: 0.1, l1: 0.1 }).next().value;
    expect(first()).toEqual(first());
  });
});

describe('what is claimed of the curve, over ten samples', () => {
  const plain = curve.plain;

  test('with no remedy the training loss falls far below the noise, and the validation loss turns within 400 steps and climbs', () => {
    for (const { step, lowest, train, validation } of plain) {
      expect(step).toBeLessThan(400);
      expect(train).toBeLessThan(0.16 / 2);
      expect(validation).toBeGreaterThan(1.2 * lowest);
    }
    expect(plain.filter(({ validation, lowest }) => validation > 1.5 * lowest).length).toBeGreaterThanOrEqual(8);
  });

  test.each(['examples 320', 'shake 0.1', 'l1 0.3', 'l2 0.01', 'dropout 0.1'])(
    '%s: the validation loss ends a third lower on average, and lower in nine of ten samples',
    (name) => {
      expect(factor(curve[name], plain)).toBeLessThan(0.67);
      expect(holds(curve[name], plain, (a, b) => a.validation < b.validation)).toBeGreaterThanOrEqual(9);
    },
  );

  test('early stopping does as well, on validation points and on test points, in every sample', () => {
    for (const { validation, stopped, test: last, stoppedTest } of plain) {
      expect(stopped).toBeLessThan(0.9 * validation);
      expect(stoppedTest).toBeLessThan(0.9 * last);
    }
    expect(mean(all(plain, ({ stopped }) => stopped))).toBeLessThan(
      mean(all(curve['l2 0.01'], (e) => e.validation)) + 0.01,
    );
  });

  test('too much of a remedy: ten times the L2 is worse than the right one in every sample, dropout of a half worse than a tenth in most', () => {
    expect(holds(curve['l2 0.1'], curve['l2 0.01'], (a, b) => a.validation > 1.2 * b.validation)).toBe(10);
    expect(holds(curve['dropout 0.5'], curve['dropout 0.1'], (a, b) => a.validation > b.validation)).toBeGreaterThan(5);
  });

  test('three outliers make it worse, at the end and at its best', () => {
    const spoiled = curve['outliers 3'];
    expect(holds(spoiled, plain, (a, b) => a.lowest > b.lowest)).toBe(10);
    expect(mean(all(spoiled, ({ validation }) => validation))).toBeGreaterThan(
      1.8 * mean(all(plain, ({ validation }) => validation)),
    );
  });
});

describe('what is claimed of few digits, over ten deals', () => {
  const { plain } = digits;
  const percent = (count: number | undefined) => (100 * (count ?? NaN)) / 500;
  const gain = (name: string) =>
    mean(digits[name].map(({ right }, seed) => percent(right) - percent(plain[seed].right)));

  test('with no remedy the validation loss turns within 100 steps and ends a seventh higher, while about as many are read rightly', () => {
    for (const { step, lowest, validation, train, right, rightAtTurn } of plain) {
      expect(step).toBeLessThan(100);
      expect(validation).toBeGreaterThan(1.14 * lowest);
      expect(train).toBeLessThan(0.01);
      expect(Math.abs(percent(right) - percent(rightAtTurn))).toBeLessThan(2.5);
    }
    expect(Math.abs(mean(plain.map(({ right, rightAtTurn }) => percent(right) - percent(rightAtTurn))))).toBeLessThan(
      1,
    );
  });

  test('ten times the digits, and altered ones, lower the loss by a third and are read rightly far more often', () => {
    expect(holds(digits['examples 1000'], plain, (a, b) => a.validation < 0.5 * b.validation)).toBe(10);
    expect(holds(digits['augmentation 1'], plain, (a, b) => a.validation < 0.7 * b.validation)).toBe(10);
    for (const [seed, { right }] of plain.entries()) {
      expect(percent(digits['examples 1000'][seed].right)).toBeGreaterThan(percent(right) + 8);
      expect(percent(digits['augmentation 1'][seed].right)).toBeGreaterThan(percent(right) + 4);
    }
    expect(gain('examples 1000')).toBeGreaterThan(gain('augmentation 1') + 3);
  });

  test('penalties lower the loss in every deal, L2 by a sixth and L1 by a twentieth on average, and hardly one digit in a hundred more is read', () => {
    for (const name of ['l2 0.01', 'l1 0.1'])
      expect(holds(digits[name], plain, (a, b) => a.validation < b.validation)).toBe(10);
    expect(factor(digits['l2 0.01'], plain)).toBeLessThan(0.84);
    expect(factor(digits['l1 0.1'], plain)).toBeLessThan(0.95);
    expect(Math.abs(gain('l2 0.01'))).toBeLessThan(1);
    expect(Math.abs(gain('l1 0.1'))).toBeLessThan(1.5);
  });

  test('dropout of a half hardly helps here: five per cent of the loss at most, on average, and no more digits', () => {
    expect(factor(digits['dropout 0.5'], plain)).toBeGreaterThan(0.95);
    expect(factor(digits['dropout 0.5'], plain)).toBeLessThan(1.02);
    expect(Math.abs(gain('dropout 0.5'))).toBeLessThan(1);
  });

  test('early stopping lowers the loss, and reads no more digits', () => {
    for (const { stopped, validation } of plain) expect(stopped).toBeLessThan(0.9 * validation);
    expect(Math.abs(mean(plain.map(({ right, rightAtTurn }) => percent(rightAtTurn) - percent(right))))).toBeLessThan(
      1,
    );
  });
});
