/**
 * The engine's own elementary functions. The language leaves the last bits of Math.exp and its kin to the browser, so a
 * seed would not give the same run everywhere; here only + − × ÷, Math.sqrt, Math.abs, Math.floor and integer bit
 * operations occur, which every browser must round alike. Results differ from Math.* by at most 2 units in the last place of a double
 * (tested); the file knows nothing of tensors.
 */

const LN2_HIGH = 0.6931471803691238; // the first 32 bits of ln 2, so that a whole multiple of it is exact
const LN2_LOW = 1.9082149292705877e-10; // the rest of ln 2

// 2^k for every exponent a double can have, from the smallest subnormal (2^−1074) to 2^1023: exact by doubling.
const POWERS_OF_TWO = new Float64Array(2098);
POWERS_OF_TWO[1074] = 1;
for (let k = 1; k <= 1023; k++) POWERS_OF_TWO[1074 + k] = POWERS_OF_TWO[1073 + k] * 2;
for (let k = 1; k <= 1074; k++) POWERS_OF_TWO[1074 - k] = POWERS_OF_TWO[1075 - k] / 2;

// exp works with x = (64 k + j) ln 2 / 64 + r, |r| ≤ ln 2 / 128, so that e^x = 2^k · 2^(j/64) · e^r.
const STEP_HIGH = 0.01083042469326756; // ln 2 / 64, first 32 bits
const STEP_LOW = 2.9815858269852933e-12; // the rest of it
const STEPS_PER_UNIT = 92.33248261689366; // 64 / ln 2
const ROOTS_OF_TWO = Float64Array.from({ length: 64 }, (_, j) => {
  const x = (j / 64) * 0.6931471805599453;
  let sum = 1;
  for (let n = 22; n > 0; n--) sum = 1 + (x / n) * sum; // Taylor series, smallest terms first
  return sum;
});

/** e^x. Overflows to ∞ above 709.78, underflows to 0 below −745.13. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  if (x !== x) return x;
  const steps = Math.floor(x * STEPS_PER_UNIT + 0.5);
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const root = ROOTS_OF_TWO[steps & 63];
  const series = r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const k = steps >> 6;
  const mantissa = root + root * series;
  if (k >= -1022 && k < 1024) return mantissa * POWERS_OF_TWO[k + 1074];
  return k < 0 ? mantissa * POWERS_OF_TWO[k + 1174] * POWERS_OF_TWO[974] : mantissa * 2 * POWERS_OF_TWO[k + 1073];
}

// One double seen as two 32-bit words, to read and replace its exponent.
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
double[0] = 1;
const HIGH = words[1] === 0x3ff00000 ? 1 : 0; // which word holds the exponent depends on the machine's byte order

/** The natural logarithm. log 0 = −∞; NaN for negative numbers. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54 lifts subnormal numbers into the normal range
    k = -54;
  }
  // x = 2^k · (1 + f) with 1 + f between √½ and √2
  double[0] = x;
  const high = words[HIGH];
  const lift = ((high & 0xfffff) + 0x95f64) & 0x100000; // set when the mantissa is above √2
  k += (high >>> 20) - 1023 + (lift >>> 20);
  words[HIGH] = (high & 0xfffff) | (lift ^ 0x3ff00000);
  const f = double[0] - 1;
  // log(1 + f) = 2 artanh s with s = f / (2 + f), and 2 s = f − s f, which keeps the large part exact
  const s = f / (2 + f);
  const z = s * s;
  const tail =
    z *
    (2 / 3 +
      z *
        (2 / 5 +
          z *
            (2 / 7 +
              z * (2 / 9 + z * (2 / 11 + z * (2 / 13 + z * (2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21))))))))));
  return k * LN2_HIGH - (s * (f - tail) - k * LN2_LOW - f);
}

/** log(1 + x), exact also where 1 + x rounds to 1 (Kahan's correction by the rounding error of 1 + x). */
export function log1p(x: number): number {
  const y = 1 + x;
  return y === 1 || y === Infinity ? x : log(y) * (x / (y - 1));
}

/** The hyperbolic tangent. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.6) {
    // Lambert's continued fraction x / (1 + x² / (3 + x² / (5 + …))), cut after 15 and written as x minus a small part
    const z = x * x;
    const part = 675675 + z * (45045 + z * (594 + z));
    return x - (x * z * part) / (2027025 + z * (945945 + z * (51975 + z * (630 + z))));
  }
  const t = size > 20 ? 1 : 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -t : x > 0 ? t : NaN;
}

/** The logistic function 1 / (1 + e^−x), without overflow at either end. */
export function sigmoid(x: number): number {
  const e = exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

/** log(1 + e^x), without overflow: the smooth ramp whose slope is the logistic function. */
export const softplus = (x: number): number => (x > 0 ? x : 0) + log1p(exp(-Math.abs(x)));

// erf near a centre c = i/8 is its Taylor polynomial there; beyond 6 it is 1 to the last bit.
const ERF_DEGREE = 14;
const ERF_CENTRES = 49;
const TWO_OVER_ROOT_PI = 1.1283791670955126;
const ERF_SERIES = new Float64Array(ERF_CENTRES * (ERF_DEGREE + 1));
for (let i = 0; i < ERF_CENTRES; i++) {
  const c = i / 8;
  const at = i * (ERF_DEGREE + 1);
  // erf(c) = 2/√π · e^(−c²) · Σ 2ⁿ c^(2n+1) / (1·3·5·…·(2n+1)), all terms positive
  let term = c;
  let sum = 0;
  for (let n = 1; term > sum * 1e-20; n++) {
    sum += term;
    term *= (2 * c * c) / (2 * n + 1);
  }
  const density = TWO_OVER_ROOT_PI * exp(-c * c);
  ERF_SERIES[at] = density * sum;
  // the slope a(x) = 2/√π · e^(−x²) obeys a′ = −2 x a, which gives its Taylor coefficients one from the other
  let previous = 0;
  let coefficient = density;
  for (let n = 0; n < ERF_DEGREE; n++) {
    ERF_SERIES[at + n + 1] = coefficient / (n + 1);
    const next = (-2 * (c * coefficient + previous)) / (n + 1);
    previous = coefficient;
    coefficient = next;
  }
}

/** The error function 2/√π ∫₀ˣ e^(−t²) dt, to 3 units in the last place. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size < 6)) return x > 0 ? 1 : x < 0 ? -1 : NaN;
  const i = Math.floor(size * 8 + 0.5);
  const d = size - i / 8;
  const at = i * (ERF_DEGREE + 1);
  let sum = ERF_SERIES[at + ERF_DEGREE];
  for (let n = ERF_DEGREE - 1; n >= 0; n--) sum = sum * d + ERF_SERIES[at + n];
  return x < 0 ? -sum : sum;
}

const HALF_PI_HIGH = 1.5707963267341256; // π/2 in three parts (Cody and Waite); a multiple of the first two is exact
const HALF_PI_MIDDLE = 6.07710049817245e-11;
const HALF_PI_LOW = 8.333742918520879e-20;
const LARGEST_ANGLE = 1e6;

/** sin of an angle already reduced to ±π/4. */
function sinNearZero(r: number): number {
  const z = r * r;
  const series =
    -1 / 6 +
    z * (1 / 120 + z * (-1 / 5040 + z * (1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 - z / 1307674368000)))));
  return r + r * z * series;
}

/** cos of an angle already reduced to ±π/4. */
function cosNearZero(r: number): number {
  const z = r * r;
  const series =
    1 / 24 +
    z *
      (-1 / 720 +
        z * (1 / 40320 + z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z / 20922789888000)))));
  const half = 0.5 * z;
  const top = 1 - half;
  return top + (1 - top - half + z * z * series);
}

/** The sine of an angle of `quarters` quarter turns more than x radians. */
function wave(x: number, quarters: number): number {
  if (!(Math.abs(x) <= LARGEST_ANGLE)) return NaN;
  const turns = Math.floor(x * 0.6366197723675814 + 0.5); // x · 2/π
  const r = x - turns * HALF_PI_HIGH - turns * HALF_PI_MIDDLE - turns * HALF_PI_LOW;
  const quadrant = (turns + quarters) & 3;
  const size = (quadrant & 1) === 0 ? sinNearZero(r) : cosNearZero(r);
  return quadrant < 2 ? size : -size;
}

/** The sine of x radians, |x| ≤ 10⁶; NaN beyond. */
export const sin = (x: number): number => wave(x, 0);

/** The cosine of x radians, |x| ≤ 10⁶; NaN beyond. */
export const cos = (x: number): number => wave(x, 1);

/**
 * x to the power p. Whole powers up to ±1024 by repeated squaring, so they are right for negative x too; others as
 * e^(p log x), NaN for negative x.
 */
export function power(x: number, p: number): number {
  if (p === Math.floor(p) && Math.abs(p) <= 1024) {
    let result = 1;
    let square = x;
    for (let n = Math.abs(p); n > 0; n = n >>> 1) {
      if ((n & 1) === 1) result *= square;
      square *= square;
    }
    return p < 0 ? 1 / result : result;
  }
  if (p === 0.5) return Math.sqrt(x);
  if (x === 0) return p > 0 ? 0 : Infinity;
  return exp(p * log(x));
}
