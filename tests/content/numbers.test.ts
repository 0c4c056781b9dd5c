// How numbers are written, read and judged.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNumber, parseNumber } from '../../components/prose/format.ts';
import {
  disagreement,
  judgeDrawn,
  judgeNumber,
  judgePlace,
  misplaced,
  slip,
  toleranceFor,
} from '../../components/prose/judge.ts';
import { numberOf } from '../../components/prose/values.ts';

describe('writing', () => {
  test.each([
    [-0.60123, { digits: 4 }, '−0.6012'],
    [-0.00001, { digits: 4 }, '0.0000'],
    [12345.6, { digits: 0 }, '12,346'],
    [1234, {}, '1234'],
    [0.5, { sign: true }, '+0.5'],
    [0, { sign: true, digits: 1 }, '0.0'],
    [Infinity, {}, '∞'],
    [0.1 + 0.2, {}, '0.3'],
  ])('%f', (value, format, text) => expect(formatNumber(value, format)).toBe(text));
});

describe('reading', () => {
  test.each([
    ['0.25', 0.25],
    ['−0,5', -0.5],
    ['1/4', 0.25],
    ['25 %', 0.25],
    ['1e-3', 0.001],
    ['60,000', 60000],
    ['1,234.5', 1234.5],
    [' .5 ', 0.5],
  ])('%s', (text, value) => expect(parseNumber(text)).toBe(value));
  test.each(['', 'abc', '1/0', '1/2/3', '0x10', '1 apple', '--1', 'Infinity', '1e999'])('%s is no number', (text) =>
    expect(parseNumber(text)).toBeUndefined(),
  );
  test('what the book writes can be typed back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }), (n, digits) => {
        const value = n / 10 ** digits;
        expect(parseNumber(formatNumber(value, { digits }))).toBeCloseTo(value, 6);
      }),
    );
  });
});

describe('judging', () => {
  test('right within the tolerance, near within five of them', () => {
    expect(judgeNumber(0.255, 0.25, 0.005)).toBe('right');
    expect(judgeNumber(0.27, 0.25, 0.005)).toBe('near');
    expect(judgeNumber(0.3, 0.25, 0.005)).toBe('off');
    expect(toleranceFor(200)).toBe(1);
    expect(toleranceFor(0)).toBe(1e-9);
  });
  test('slips are told by their kind', () => {
    expect(slip(-2, 2, 0.01)).toBe('sign');
    expect(slip(20, 2, 0.01)).toBe('power');
    expect(slip(0.5, 2, 0.01)).toBe('upside-down');
    expect(slip(3, 2, 0.01)).toBeUndefined();
  });
  test('places and lines', () => {
    expect(judgePlace([1, 1], [1.1, 1], 0.25)).toBe('right');
    expect(judgePlace([1, 1], [1.4, 1], 0.25)).toBe('near');
    const level = { from: [0, 0.5], to: [1, 0.5] } as const;
    expect(disagreement(level, { from: [1, 0.5], to: [0, 0.5] })).toBe(0);
    expect(disagreement(level, { from: [0.5, 0], to: [0.5, 1] })).toBeCloseTo(0.5);
    const corners = [
      { at: [0, 1], is: 'plus' },
      { at: [1, 1], is: 'plus' },
      { at: [0, 0], is: 'minus' },
    ] as const;
    expect(misplaced(level, corners)).toBe(0);
    expect(misplaced({ from: [0, 2], to: [1, 2] }, corners)).toBe(1);
  });
  test('a drawn curve is measured against the true one', () => {
    const truth = [
      [0, 2],
      [10, 0],
    ] as const;
    const drawn = (shift: number) => [0, 5, 10].map((x) => [x, 2 - x / 5 + shift] as const);
    expect(judgeDrawn(drawn(0), truth, 0.1)).toEqual({ verdict: 'right', lean: 0 });
    expect(judgeDrawn(drawn(0.15), truth, 0.1).verdict).toBe('near');
    expect(judgeDrawn(drawn(-1), truth, 0.1)).toMatchObject({ verdict: 'off', lean: -1 });
  });
});

test('the numbers of the text are the engine’s', () => {
  expect(formatNumber(numberOf('thread.loss'), { digits: 4 })).toBe('0.9193');
  expect(formatNumber(numberOf('thread.gradient.o'), { digits: 4 })).toBe('−0.6012');
  expect(formatNumber(numberOf('thread.step.p'), { digits: 4 })).toBe('0.6733');
  expect(formatNumber(numberOf('thread.W21'), { digits: 1 })).toBe('−0.9');
  expect(() => numberOf('thread.nothing')).toThrow('unknown value "thread.nothing"; there are thread.x1');
  expect(() => numberOf('nothing')).toThrow('unknown value "nothing"');
});
