// Converts between 32-bit floats and IEEE 754 half precision (1 sign, 5 exponent, 10 fraction bits), rounding to nearest,
// ties to even. Weights are stored in halves; nothing is computed in them.

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

export function toHalf(value: number): number {
  float[0] = value;
  const sign = (bits[0] >>> 16) & 0x8000;
  const exponent = (bits[0] >>> 23) & 0xff;
  const fraction = bits[0] & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  const power = exponent - 127;
  if (power > 15) return sign | 0x7c00;
  if (power < -25) return sign;
  const significand = fraction | 0x800000; // 24 bits, the leading one made explicit
  const dropped = power < -14 ? -power - 1 : 13; // below 2^-14 halves are spaced evenly, 2^-24 apart
  const kept = significand >>> dropped;
  const rest = significand & ((1 << dropped) - 1);
  const half = 1 << (dropped - 1);
  const rounded = kept + (rest > half || (rest === half && kept & 1) ? 1 : 0);
  // A carry out of the fraction runs into the exponent, which is just what rounding up to the next power of two means.
  return power < -14 ? sign | rounded : sign | (((power + 14) << 10) + rounded);
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  // eslint-disable-next-line no-restricted-syntax -- whole powers of two are exact in every browser
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
