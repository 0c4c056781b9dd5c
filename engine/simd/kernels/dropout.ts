// Dropout, as in engine/kernels/dropout.ts: the same coins, bit by bit, four at a time.
import { put, splat, VECTOR } from './parts/vector.ts';

const GOLDEN: u32 = 0x9e3779b9;

/** A mixer that spreads every bit of a word over all of it (the finaliser of murmur3). */
@inline
function mix(word: u32): u32 {
  let x = word ^ (word >>> 16);
  x *= 0x85ebca6b;
  x ^= x >>> 13;
  x *= 0xc2b2ae35;
  return x ^ (x >>> 16);
}

/** The same of four words. */
@inline
function mixFour(words: v128): v128 {
  let x = v128.xor(words, i32x4.shr_u(words, 16));
  x = i32x4.mul(x, i32x4.splat(0x85ebca6b));
  x = v128.xor(x, i32x4.shr_u(x, 13));
  x = i32x4.mul(x, i32x4.splat(0xc2b2ae35));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** y = x · mask; in training mode the mask is 0 with probability `rate` and 1 / (1 − rate) otherwise, else it is 1. */
export function dropoutForward(
  n: i32, x: usize, y: usize, mask: usize, control: usize, rate: f64, seed: f64,
): void {
  if (load<f32>(control) != 1) {
    for (; n > 0; n -= 4, x += VECTOR, y += VECTOR, mask += VECTOR) {
      const v = v128.load(x);
      put(mask, f32x4.splat(1), n);
      put(y, v, n);
    }
    return;
  }
  const start = mix(<u32>(<i64>seed) + GOLDEN);
  const key = i32x4.splat(mix(start + <u32>(<i64>load<f32>(control, 4)) * GOLDEN));
  // word < limit, where the limit may have a fraction: the same as word ≤ one less than it rounded up
  const limit = rate * 4294967296;
  const last = i32x4.splat(<u32>(<i64>Math.ceil(limit) - 1));
  const kept = splat(1 / (1 - rate)), none = limit <= 0;
  let position = i32x4(0, 1, 2, 3);
  const golden = i32x4.splat(GOLDEN), four = i32x4.splat(4);
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR, mask += VECTOR) {
    const words = mixFour(v128.xor(key, i32x4.mul(position, golden)));
    const dropped = none ? i32x4.splat(0) : i32x4.le_u(words, last);
    const factor = v128.andnot(kept, dropped);
    const v = v128.load(x);
    put(mask, factor, n);
    put(y, f32x4.mul(v, factor), n);
    position = i32x4.add(position, four);
  }
}
