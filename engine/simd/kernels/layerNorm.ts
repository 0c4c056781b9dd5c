// Layer normalisation, as in engine/kernels/layerNorm.ts: rows of numbers shifted and scaled to mean 0 and variance 1.
import { first, held, keeping, laneSum, loadPart, madd, put, splat, sum, VECTOR, zero } from './parts/vector.ts';

/** y = gain · n + bias with n = (x − mean) / √(variance + epsilon), row by row. */
export function layerNormForward(
  rows: i32, width: i32, x: usize, gain: usize, bias: usize, normalised: usize, inverse: usize, y: usize, epsilon: f64,
): void {
  const row: usize = width << 2;
  for (; rows > 0; rows--, x += row, normalised += row, y += row, inverse += 4) {
    const mean = splat(<f64>sum(width, x) / width);
    let squares = zero();
    for (let n = width, p = x; n > 0; n -= 4, p += VECTOR) {
      const difference = v128.and(f32x4.sub(v128.load(p), mean), first(n));
      squares = madd(difference, difference, squares);
    }
    const scale = 1 / Math.sqrt(<f64>laneSum(squares) / width + epsilon), factor = splat(scale);
    store<f32>(inverse, <f32>scale);
    for (let n = width, at: usize = 0; n > 0; n -= 4, at += VECTOR) {
      const v = f32x4.mul(f32x4.sub(v128.load(x + at), mean), factor);
      put(normalised + at, v, n);
      put(y + at, madd(v128.load(gain + at), v, v128.load(bias + at)), n);
    }
  }
}

/** dx = inverse · (s − mean(s) − n · mean(s · n)) with s = gain · dy, row by row. */
export function layerNormBackward(
  rows: i32, width: i32, gain: usize, normalised: usize, inverse: usize, dy: usize, dx: usize, keep: i32,
): void {
  const row: usize = width << 2, mask = keeping(keep);
  for (; rows > 0; rows--, normalised += row, dy += row, dx += row, inverse += 4) {
    let total = zero(), along = zero();
    for (let n = width, at: usize = 0; n > 0; n -= 4, at += VECTOR) {
      const slope = f32x4.mul(loadPart(dy + at, n), loadPart(gain + at, n));
      total = f32x4.add(total, slope);
      along = madd(slope, loadPart(normalised + at, n), along);
    }
    const mean = splat(<f64>laneSum(total) / width), share = splat(<f64>laneSum(along) / width);
    const scale = v128.load32_splat(inverse);
    for (let n = width, at: usize = 0; n > 0; n -= 4, at += VECTOR) {
      const plain = f32x4.sub(f32x4.mul(v128.load(dy + at), v128.load(gain + at)), mean);
      const slope = f32x4.sub(plain, f32x4.mul(v128.load(normalised + at), share));
      put(dx + at, madd(scale, slope, held(dx + at, mask)), n);
    }
  }
}

/** dgain = Σ dy · n over all rows, added to what is there when `keep` is 1. */
export function layerNormGainBackward(
  rows: i32, width: i32, normalised: usize, dy: usize, dgain: usize, keep: i32,
): void {
  const row: usize = width << 2, mask = keeping(keep);
  let n = width;
  // sixteen sums side by side, as in sumAxis
  for (; n >= 16; n -= 16, normalised += 64, dy += 64, dgain += 64) {
    let a = zero(), b = zero(), c = zero(), d = zero();
    for (let r = rows, p = dy, q = normalised; r > 0; r--, p += row, q += row) {
      a = madd(v128.load(p), v128.load(q), a);
      b = madd(v128.load(p, 16), v128.load(q, 16), b);
      c = madd(v128.load(p, 32), v128.load(q, 32), c);
      d = madd(v128.load(p, 48), v128.load(q, 48), d);
    }
    v128.store(dgain, f32x4.add(a, held(dgain, mask)));
    v128.store(dgain, f32x4.add(b, held(dgain + 16, mask)), 16);
    v128.store(dgain, f32x4.add(c, held(dgain + 32, mask)), 32);
    v128.store(dgain, f32x4.add(d, held(dgain + 48, mask)), 48);
  }
  for (; n > 0; n -= 4, normalised += VECTOR, dy += VECTOR, dgain += VECTOR) {
    let a = zero();
    for (let r = rows, p = dy, q = normalised; r > 0; r--, p += row, q += row)
      a = madd(v128.load(p), v128.load(q), a);
    put(dgain, f32x4.add(a, held(dgain, mask)), n);
  }
}
