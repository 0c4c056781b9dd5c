// The engine's own functions against the language's, which are allowed to differ in the last bits and no further.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random, scalar } from '#engine';

/** The distance between a double and the next one away from zero. */
function unitInLastPlace(x: number): number {
  const double = new Float64Array([Math.abs(x)]);
  const bits = new BigInt64Array(double.buffer);
  bits[0] += 1n;
  return double[0] - Math.abs(x);
}

/** The largest error over many points, in units in the last place of the true value. */
function worstError(ours: (x: number) => number, theirs: (x: number) => number, low: number, high: number): number {
  const rng = random(`${low} ${high}`);
  let worst = 0;
  for (let i = 0; i < 100_000; i++) {
    const x = rng.uniform(low, high);
    worst = Math.max(worst, Math.abs(ours(x) - theirs(x)) / unitInLastPlace(theirs(x)));
  }
  return worst;
}

const ranges: [keyof typeof scalar & keyof Math, number, number][] = [
  ['exp', -1, 1],
  ['exp', -708, 709],
  ['exp', -745, -708],
  ['log', 0.9, 1.1],
  ['log', 1e-9, 2],
  ['log', 2, 1e9],
  ['log1p', -1e-3, 1e-3],
  ['log1p', -0.99, 10],
  ['tanh', -0.7, 0.7],
  ['tanh', -25, 25],
  ['sin', -10, 10],
  ['sin', -1e6, 1e6],
  ['cos', -10, 10],
  ['cos', -1e6, 1e6],
];

test.each(ranges)('%s is within 2 units in the last place from %d to %d', (name, low, high) => {
  expect(worstError(scalar[name], Math[name] as (x: number) => number, low, high)).toBeLessThanOrEqual(2);
});

test('values at the ends', () => {
  const { exp, log, log1p, tanh, sigmoid, erf, softplus, sin, cos } = scalar;
  expect([exp(-Infinity), exp(-746), exp(0), exp(1), exp(710), exp(Infinity)]).toEqual([
    0,
    0,
    1,
    Math.E,
    Infinity,
    Infinity,
  ]);
  expect([log(0), log(1), log(Infinity), log(5e-324)]).toEqual([-Infinity, 0, Infinity, Math.log(5e-324)]);
  expect([log1p(0), log1p(1e-300), log1p(-1)]).toEqual([0, 1e-300, -Infinity]);
  expect([tanh(-Infinity), tanh(0), tanh(1e-200), tanh(Infinity)]).toEqual([-1, 0, 1e-200, 1]);
  expect([sigmoid(-800), sigmoid(0), sigmoid(800)]).toEqual([0, 0.5, 1]);
  expect([erf(-Infinity), erf(0), erf(7)]).toEqual([-1, 0, 1]);
  expect([softplus(-800), softplus(0), softplus(800)]).toEqual([0, Math.LN2, 800]);
  expect([sin(0), cos(0)]).toEqual([0, 1]);
});

test('what has no value is NaN', () => {
  const { cos, erf, exp, log, log1p, sigmoid, sin, softplus, tanh } = scalar;
  for (const f of [cos, erf, exp, log, log1p, sigmoid, sin, softplus, tanh]) expect(f(NaN)).toBeNaN();
  expect([log(-1), sin(1e7), cos(Infinity), scalar.power(-8, 1 / 3)]).toEqual([NaN, NaN, NaN, NaN]);
});

test('erf: values of Abramowitz and Stegun, table 7.1, and an odd function', () => {
  const table: [number, number][] = [
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [1.5, 0.9661051464753108],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
  ];
  for (const [x, y] of table) {
    expect(Math.abs(scalar.erf(x) - y)).toBeLessThan(4e-16);
    expect(scalar.erf(-x)).toBe(-scalar.erf(x));
  }
});

describe('algebra', () => {
  const small = fc.double({ min: -20, max: 20, noNaN: true });

  test('log undoes exp', () => {
    fc.assert(fc.property(small, (x) => Math.abs(scalar.log(scalar.exp(x)) - x) < 1e-14 * (1 + Math.abs(x))));
  });

  test('tanh x = 2 σ(2x) − 1', () => {
    fc.assert(fc.property(small, (x) => Math.abs(scalar.tanh(x) - (2 * scalar.sigmoid(2 * x) - 1)) < 5e-16));
  });

  test('sin² + cos² = 1', () => {
    fc.assert(
      fc.property(small, (x) => Math.abs(scalar.sin(x) * scalar.sin(x) + scalar.cos(x) * scalar.cos(x) - 1) < 5e-16),
    );
  });

  test('whole powers are repeated products, others are e^(p log x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 9, noNaN: true }), fc.double({ min: -6, max: 6, noNaN: true }), (x, p) => {
        const close = (a: number, b: number) => Math.abs(a - b) <= 1e-13 * Math.abs(b);
        return close(scalar.power(x, p), Math.pow(x, p)) && close(scalar.power(-x, 3), -x * x * x);
      }),
    );
    expect([scalar.power(0, 0), scalar.power(0, 2.5), scalar.power(2, -2), scalar.power(9, 0.5)]).toEqual([
      1, 0, 0.25, 3,
    ]);
  });
});
