// What chapter 10 claims of weights under a penalty, of random features and of the thread: over several seeds and with a margin,
// and the records compared with what is computed again.
import { describe, expect, test } from 'vitest';
import {
  compile,
  constant,
  dropout,
  exampleCounts,
  featureWidths,
  fitDay,
  HELD_OUT,
  middle,
  onesAndSevens,
  plainCurveSetting,
  PRESSED_UPDATES,
  recordedCurves,
  recordedDescent,
  recordedPressing,
  ridges,
  strengths,
  thread,
  threadBySlope,
  threadDropped,
  threadForward,
  threadGradients,
  threadPressed,
  THROWS,
  TRAINED,
  turningPoint,
  VALIDATION_DIGITS,
  WEIGHTS,
  type CurveLabSetting,
  type PressedNet,
} from '#engine';
import { drain, pressWeights } from '#engine/jobs';
import { recordedCurveSettings } from '../../../engine/models/curve-records.ts';
import { pressNet } from '../../../engine/models/pressed-net.ts';
import type { Pressing } from '../../../engine/models/pressing.ts';
import { FIRST_THROW } from '../../../engine/models/double-descents.ts';
import { describeWidth, quantile } from '../../../scripts/double-descent.ts';
import type { ClaimsFile } from '../../../scripts/overfit-records.ts';
import { pressTen } from '../../../scripts/weights-under-pressure.ts';
import claims from './overfit-claims.json' with { type: 'json' };

/** Seeds that no record has seen. */
const FRESH = [21, 22, 23, 24, 25];
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

const trained = (pressing: Pressing): PressedNet => pressNet(pressing)(PRESSED_UPDATES);

describe('weights under pressure', { timeout: 30_000 }, () => {
  const run = (pressing: Omit<Pressing, 'seed'>) => FRESH.map((seed) => trained({ ...pressing, seed }));
  const none = run({ penalty: 'none', strength: 0 });
  const l1 = run({ penalty: 'l1', strength: 0.05 });
  const l2 = run({ penalty: 'l2', strength: 0.05 });
  const slope = run({ penalty: 'l1', strength: 0.05, way: 'slope' });

  test('the record is what training gives', () => {
    expect(pressTen({ penalty: 'none', strength: 0 })).toEqual(recordedPressing('none', 0.001));
    expect(pressTen({ penalty: 'l1', strength: 0.05 })).toEqual(recordedPressing('l1', 0.05));
    expect(pressTen({ penalty: 'l2', strength: 0.2 })).toEqual(recordedPressing('l2', 0.2));
  });

  test('the job trains the three networks that are recorded', () => {
    const frames = drain(pressWeights, { strength: 0.05, way: 'proximal', seed: FRESH[0] }, 1000);
    expect(frames[0]).toEqual({ updates: 0, nets: null });
    expect(frames[frames.length - 1]).toEqual({
      updates: PRESSED_UPDATES,
      nets: { none: none[0], l1: l1[0], l2: l2[0] },
    });
  });

  test('all begin with the same weights, and as many digits are held out as are left over', () => {
    const start = pressNet({ penalty: 'none', strength: 0, seed: 1 })(0);
    expect(pressNet({ penalty: 'l1', strength: 0.05, seed: 1 })(0)).toEqual(start);
    expect(pressNet({ penalty: 'l2', strength: 0.05, seed: 1 })(0)).toEqual(start);
    expect(HELD_OUT).toBe(onesAndSevens.length - TRAINED);
  });

  test('L1 by pulling makes nine weights in ten exactly zero; no penalty, L2 and the slope alone make none', () => {
    for (const { zeros } of l1) expect(zeros).toBeGreaterThan(0.9 * WEIGHTS);
    for (const { zeros } of [...none, ...l2, ...slope]) expect(zeros).toBe(0);
  });

  test('L2 makes all small: the dice’s weights gather around zero', () => {
    /** The share of the dice's weights from −0.15 to 0.15. */
    const small = ({ counts }: PressedNet) => counts.dice.slice(19, 22).reduce((sum, n) => sum + n, 0) / 288;
    l2.forEach((net, i) => {
      expect(small(net)).toBeGreaterThan(0.9);
      expect(small(none[i])).toBeLessThan(0.65);
    });
  });

  test('both penalties lower the held-out loss, L1 the more', () => {
    FRESH.forEach((_, i) => {
      expect(l1[i].heldOut).toBeLessThan(0.85 * none[i].heldOut);
      expect(l2[i].heldOut).toBeLessThan(0.95 * none[i].heldOut);
      expect(l1[i].training).toBeGreaterThan(5 * none[i].training);
    });
    const of = (nets: PressedNet[]) => mean(nets.map(({ heldOut }) => heldOut));
    expect(of(l1)).toBeLessThan(0.65 * of(none));
    expect(of(l2)).toBeLessThan(0.85 * of(none));
    expect(of(l1)).toBeLessThan(0.9 * of(l2));
    expect(Math.abs(of(slope) / of(l1) - 1)).toBeLessThan(0.05);
  });

  test('twice as strong, L1 hears hardly any dice and two or three of the four measurements, unless it lost them all', () => {
    const alive = run({ penalty: 'l1', strength: 0.1 }).filter(({ zeros }) => zeros < WEIGHTS);
    expect(alive.length).toBeGreaterThanOrEqual(4);
    for (const net of alive) {
      expect(net.diceUsed).toBeLessThanOrEqual(2);
      expect(net.measuresUsed).toBeGreaterThanOrEqual(2);
      expect(net.measuresUsed).toBeLessThanOrEqual(3);
    }
    const right = (nets: readonly PressedNet[]) => mean(nets.map((net) => net.right));
    expect(right(alive)).toBeGreaterThan(right(none) + 0.02);
    for (const { diceUsed } of [...none, ...l2]) expect(diceUsed).toBe(36);
  });

  test('too strong, L1 leaves nothing, and the loss is that of a coin', () => {
    for (const net of run({ penalty: 'l1', strength: 0.2 })) {
      expect(net.zeros).toBe(WEIGHTS);
      expect(net.heldOut).toBeCloseTo(Math.LN2, 6);
    }
  });

  test('between too weak and too strong there is a best strength, for either', () => {
    for (const penalty of ['l1', 'l2'] as const) {
      const losses = strengths.map((strength) => recordedPressing(penalty, strength).heldOut);
      const best = Math.min(...losses);
      expect(losses[0]).toBeGreaterThan(1.2 * best);
      expect(losses[losses.length - 1]).toBeGreaterThan(1.2 * best);
    }
  });
});

describe('random features', () => {
  test('the record is what the fits give', () => {
    for (const [examples, features] of [
      [10, 10],
      [20, 6],
      [20, 20],
      [30, 40],
    ] as const)
      ridges.forEach((ridge, k) => {
        const row = recordedDescent(examples, ridge)[featureWidths.indexOf(features)];
        const { training, test: errors } = row;
        expect([training, errors.low, errors.middle, errors.high]).toEqual(describeWidth(examples, features)[k]);
      });
    expect(FIRST_THROW).toBeGreaterThan(30);
    expect(THROWS).toBe(40);
  });

  test('with fewer neurons than examples no curve passes through all; with as many most do, with three times as many all', () => {
    const passing = (examples: number, features: number) =>
      [...FRESH, 26, 27, 28, 29, 30].filter((seed) => fitDay({ examples, features, seed }, [0])[0].training < 1e-9);
    for (const examples of exampleCounts) {
      expect(passing(examples, examples - 1)).toHaveLength(0);
      expect(passing(examples, examples).length).toBeGreaterThanOrEqual(6);
      expect(passing(examples, 3 * examples)).toHaveLength(10);
    }
  });

  test('the test error peaks where neurons are as many as examples, wherever that is, and falls again', () => {
    for (const examples of exampleCounts) {
      const rows = recordedDescent(examples, 0);
      const peak = rows.reduce((most, row) => (row.test.middle > most.test.middle ? row : most));
      expect(Math.abs(peak.features - examples)).toBeLessThanOrEqual(1);
      const before = Math.min(...rows.filter(({ features }) => features < examples).map(({ test: t }) => t.middle));
      const end = rows[rows.length - 1].test.middle;
      expect(peak.test.middle).toBeGreaterThan(2 * before);
      expect(peak.test.middle).toBeGreaterThan(5 * end);
      expect(end).toBeLessThan(1.5 * before);
    }
    const twenty = recordedDescent(20, 0).map(({ test: t }) => t.middle);
    expect(twenty[twenty.length - 1]).toBeLessThan(0.85 * Math.min(...twenty.slice(0, featureWidths.indexOf(20))));
  });

  test('so it is with throws that were not recorded', () => {
    const middle = (features: number) =>
      quantile(
        Array.from({ length: 25 }, (_, i) => fitDay({ examples: 20, features, seed: i + 1 }, [0])[0].test),
        0.5,
      );
    const [few, as, many] = [12, 20, 300].map(middle);
    expect(as).toBeGreaterThan(5 * few);
    expect(many).toBeLessThan(few);
  });

  test('a small ridge takes the peak away', () => {
    for (const examples of exampleCounts) {
      const errors = recordedDescent(examples, 0.0001).map(({ test: t }) => t.middle);
      for (let i = 1; i < errors.length; i++) expect(errors[i]).toBeLessThan(1.1 * errors[i - 1]);
      const bare = recordedDescent(examples, 0)[featureWidths.indexOf(examples)].test.middle;
      expect(errors[featureWidths.indexOf(examples)]).toBeLessThan(bare / 2);
    }
  });

  test('at thirty neurons ten more examples make it worse', () => {
    const at = featureWidths.indexOf(30);
    expect(recordedDescent(30, 0)[at].test.middle).toBeGreaterThan(10 * recordedDescent(20, 0)[at].test.middle);
  });

  test('the weights are longest at the peak', () => {
    const length = (features: number) =>
      quantile(
        FRESH.map((seed) => fitDay({ examples: 20, features, seed }, [0])[0].length),
        0.5,
      );
    const [few, as, many] = [12, 20, 300].map(length);
    expect(as).toBeGreaterThan(5 * few);
    expect(as).toBeGreaterThan(5 * many);
  });
});

describe('what the text reads off the records of the two laboratories', () => {
  const curve = (changed: Partial<CurveLabSetting>) =>
    recordedCurves({ ...plainCurveSetting, ...changed })?.readings ?? [];
  const last = <T>(list: readonly T[]): T => list[list.length - 1];

  test('at the end the curve is more than three times as wrong on new points as at the turn, and right about its own', () => {
    const plain = curve({});
    const turn = plain[turningPoint(plain)];
    expect(turn.step).toBeLessThan(last(plain).step / 8);
    expect(middle(last(plain).validation)).toBeGreaterThan(3 * middle(turn.validation));
    expect(middle(last(plain).train)).toBeLessThan(middle(turn.train) / 3);
  });

  test('these validation points have drawn less noise than the test points, whatever the remedy', () => {
    for (const changed of recordedCurveSettings) {
      const { validation, test: tested } = last(curve(changed));
      expect(middle(tested)).toBeGreaterThan(1.05 * middle(validation));
    }
  });

  test('on the digits, none of the four remedies without new pictures gains one digit in a hundred over ten deals', () => {
    const { digits } = claims as ClaimsFile;
    const share = (right: number | undefined) => (100 * (right ?? NaN)) / VALIDATION_DIGITS;
    const plain = mean(digits.plain.map(({ right }) => share(right)));
    expect(mean(digits.plain.map(({ rightAtTurn }) => share(rightAtTurn)))).toBeLessThan(plain + 1);
    for (const name of ['l2 0.01', 'l1 0.1', 'dropout 0.5'])
      expect(mean(digits[name].map(({ right }) => share(right)))).toBeLessThan(plain + 1);
    expect(mean(digits['augmentation 1'].map(({ right }) => share(right)))).toBeGreaterThan(plain + 5);
  });
});

describe('the thread', () => {
  test('one step with L1 takes v₁ to exactly zero; with L2, or by the slope of L1, it goes past', () => {
    const [plain, l1, l2] = [threadPressed(0.5, {}), threadPressed(0.5, { l1: 0.1 }), threadPressed(0.5, { l2: 0.1 })];
    const { v } = threadGradients();
    expect(plain.v[0]).toBeCloseTo(thread.v[0] - 0.5 * v[0], 12);
    expect(l1.v[0]).toBe(0);
    expect(l1.v[1]).toBeCloseTo(plain.v[1] - 0.05, 12);
    expect(l2.v[0]).toBeCloseTo(thread.v[0] - 0.5 * (v[0] + 0.1 * thread.v[0]), 12);
    const [slope] = threadBySlope(0.5, 0.1);
    expect(slope).toBeCloseTo(thread.v[0] - 0.5 * (v[0] - 0.1), 12);
    for (const weight of [plain.v[0], l2.v[0], slope]) expect(weight).toBeGreaterThan(0.03);
  });

  test('the four ways to drop its neurons have the whole network’s sum as their mean', () => {
    const masks = [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const;
    const answers = masks.map((kept) => threadDropped(kept, 0.5));
    expect(mean(answers.map(({ o }) => o))).toBeCloseTo(threadForward().o, 12);
    expect(threadDropped([true, true], 0)).toEqual({
      h: threadForward().h,
      o: threadForward().o,
      p: threadForward().p,
    });
    expect(answers[3].o).toBe(thread.c);
  });

  test('dropout drops so in training, and changes nothing in use', () => {
    const h = constant(threadForward().h, [2, 1]);
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const kept = dropout(h, { rate: 0.5, seed });
      const program = compile({ outputs: [kept], dtype: 'float64' });
      program.forward();
      const said = [...program.value(kept)];
      const mask = said.map((value) => value !== 0);
      expect(said).toEqual(threadDropped([mask[0], mask[1]], 0.5).h);
      seen.add(mask.join());
      program.mode = 'evaluate';
      program.forward();
      expect([...program.value(kept)]).toEqual(threadForward().h);
    }
    expect(seen.size).toBe(4);
  });
});
