// exp, log, tanh, sigmoid and erf of four float32 numbers at once, by polynomials that give the float32 result to a few
// units in the last place (tested against the double-precision functions of engine/kernels/math.ts).
//
// Constants lie in memory and are loaded as four copies: V8 would build a v128.const anew at every use, which is
// slower.
import { madd } from './vector.ts';

/** Coefficients, from the highest power down. */
const EXP = memory.data<f32>([
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
]); // Cephes expf
const LOG = memory.data<f32>([
  7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
]); // Cephes logf
const TANH_ABOVE = memory.data<f32>([
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5,
  6.37261928875436e-4, 4.89352455891786e-3,
]); // the rational approximation of Eigen
const TANH_BELOW = memory.data<f32>([
  1.19825839466702e-6, 1.18534705686654e-4, 2.26843463243900e-3, 4.89352518554385e-3,
]);
const ERF_ABOVE = memory.data<f32>([
  -2.72614225801306e-10, 2.77068142495902e-8, -2.10102402082508e-6, -5.69250639462346e-5, -7.34990630326855e-4,
  -2.95459980854025e-3, -1.60960333262415e-2,
]); // the rational approximation of Eigen
const ERF_BELOW = memory.data<f32>([
  -1.45660718464996e-5, -2.13374055278905e-4, -1.68282697438203e-3, -7.37332916720468e-3, -1.42647390514189e-2,
]);
const PLAIN = memory.data<f32>([
  0.5, 1.0, 1.4426950408889634, 0.693359375, -2.12194440e-4, 89.0, -87.33, 7.90531110763549805, 4.0, 0.7071067811865476,
  12582912.0,
]);
const BIAS = memory.data<i32>([126]);

@inline
function at(table: usize, i: i32): v128 {
  return v128.load32_splat(table + (i << 2));
}

@inline
export function half(): v128 {
  return at(PLAIN, 0);
}
@inline
export function one(): v128 {
  return at(PLAIN, 1);
}

/**
 * x held between two limits; NaN stays. `pmin` and `pmax` are one instruction of the machine, `min` and `max` five or
 * six, because those see to NaN and −0 in either argument.
 */
@inline
function clamp(x: v128, low: v128, high: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, high), low);
}

/**
 * eˣ = 2ⁿ eʳ with |r| ≤ ½ ln 2. Overflows to ∞ above 88.72; underflows to 0 below −86.99, where float32 has few digits
 * left.
 */
@inline
export function exp(x: v128): v128 {
  x = clamp(x, at(PLAIN, 6), at(PLAIN, 5));
  // n = x / ln 2, rounded: added to 1.5 · 2²³ it has no place for a fraction, and its bits are n's as a whole number
  const shifted = madd(x, at(PLAIN, 2), at(PLAIN, 10)), n = f32x4.sub(shifted, at(PLAIN, 10));
  // r = x − n ln 2, with ln 2 in two parts: n times the first is exact
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, at(PLAIN, 3))), f32x4.mul(n, at(PLAIN, 4)));
  let y = madd(at(EXP, 0), r, at(EXP, 1));
  y = madd(y, r, at(EXP, 2));
  y = madd(y, r, at(EXP, 3));
  y = madd(y, r, at(EXP, 4));
  y = madd(y, r, at(EXP, 5));
  y = madd(y, f32x4.mul(r, r), f32x4.add(r, one()));
  // 2ⁿ⁻¹ twice: at n = 128 the power itself has no float32, at n = −126 its exponent is 0 and so is the result
  const power = i32x4.shl(i32x4.add(shifted, at(BIAS, 0)), 23);
  y = f32x4.mul(y, power);
  return f32x4.add(y, y);
}

/** log x, −∞ at 0, NaN below. Numbers under 2⁻¹²⁶ count as 2⁻¹²⁶. */
@inline
export function log(x: v128): v128 {
  const normal = f32x4.pmax(x, i32x4.splat(0x00800000));
  // x = 2ᵏ (1 + f) with 1 + f between √½ and √2: 0x3f3504f3 is √½
  const bits = i32x4.sub(normal, i32x4.splat(0x3f3504f3));
  const k = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  const f = f32x4.sub(
    i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3)),
    one(),
  );
  let y = madd(at(LOG, 0), f, at(LOG, 1));
  y = madd(y, f, at(LOG, 2));
  y = madd(y, f, at(LOG, 3));
  y = madd(y, f, at(LOG, 4));
  y = madd(y, f, at(LOG, 5));
  y = madd(y, f, at(LOG, 6));
  y = madd(y, f, at(LOG, 7));
  y = madd(y, f, at(LOG, 8));
  const square = f32x4.mul(f, f);
  y = f32x4.mul(f32x4.mul(y, f), square);
  y = madd(k, at(PLAIN, 4), y);
  y = f32x4.sub(y, f32x4.mul(half(), square));
  y = madd(k, at(PLAIN, 3), f32x4.add(f, y));
  // ∞ and NaN stay themselves, 0 gives −∞, less gives NaN
  y = v128.bitselect(y, x, f32x4.lt(x, f32x4.splat(Infinity)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, f32x4.splat(0)));
  return v128.or(y, f32x4.lt(x, f32x4.splat(0)));
}

/** log(1 + x) of x ≥ 0, right also where 1 + x rounds (Kahan's correction). */
@inline
export function log1p(x: v128): v128 {
  const y = f32x4.add(one(), x);
  const lost = f32x4.sub(y, one());
  return v128.bitselect(x, f32x4.mul(log(y), f32x4.div(x, lost)), f32x4.eq(lost, f32x4.splat(0)));
}

@inline
export function tanh(x: v128): v128 {
  x = clamp(x, f32x4.neg(at(PLAIN, 7)), at(PLAIN, 7));
  const z = f32x4.mul(x, x);
  let above = madd(at(TANH_ABOVE, 0), z, at(TANH_ABOVE, 1));
  above = madd(above, z, at(TANH_ABOVE, 2));
  above = madd(above, z, at(TANH_ABOVE, 3));
  above = madd(above, z, at(TANH_ABOVE, 4));
  above = madd(above, z, at(TANH_ABOVE, 5));
  above = madd(above, z, at(TANH_ABOVE, 6));
  let below = madd(at(TANH_BELOW, 0), z, at(TANH_BELOW, 1));
  below = madd(below, z, at(TANH_BELOW, 2));
  below = madd(below, z, at(TANH_BELOW, 3));
  return f32x4.div(f32x4.mul(above, x), below);
}

/** 1 / (1 + e⁻ˣ), which keeps its digits for very negative x, as ½ + ½ tanh ½x would not. */
@inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(one(), f32x4.add(one(), exp(f32x4.neg(x))));
}

/** The error function. */
@inline
export function erf(x: v128): v128 {
  x = clamp(x, f32x4.neg(at(PLAIN, 8)), at(PLAIN, 8));
  const z = f32x4.mul(x, x);
  let above = madd(at(ERF_ABOVE, 0), z, at(ERF_ABOVE, 1));
  above = madd(above, z, at(ERF_ABOVE, 2));
  above = madd(above, z, at(ERF_ABOVE, 3));
  above = madd(above, z, at(ERF_ABOVE, 4));
  above = madd(above, z, at(ERF_ABOVE, 5));
  above = madd(above, z, at(ERF_ABOVE, 6));
  let below = madd(at(ERF_BELOW, 0), z, at(ERF_BELOW, 1));
  below = madd(below, z, at(ERF_BELOW, 2));
  below = madd(below, z, at(ERF_BELOW, 3));
  below = madd(below, z, at(ERF_BELOW, 4));
  return f32x4.div(f32x4.mul(above, x), below);
}

/** The distribution function of the standard normal distribution, Φ(x). */
@inline
export function normal(x: v128): v128 {
  return f32x4.mul(half(), f32x4.add(one(), erf(f32x4.mul(x, at(PLAIN, 9)))));
}
