// Summing along an axis and repeating along one, as in engine/kernels/reduce.ts: arrays seen as [outer, count, inner].
import { held, keeping, madd, put, splat, splatAt, sum, VECTOR, zero } from './parts/vector.ts';

/** y[o, i] = keep · y[o, i] + factor · Σ_c x[o, c, i] */
export function sumAxis(outer: i32, count: i32, inner: i32, x: usize, y: usize, factor: f64, keep: i32): void {
  const row: usize = inner << 2, block: usize = row * count;
  // Numbers to add up lie side by side: the vectors run along the sum.
  if (inner == 1) {
    for (; outer > 0; outer--, x += block, y += 4) {
      const total = factor * sum(count, x);
      store<f32>(y, <f32>(keep ? load<f32>(y) + total : total));
    }
    return;
  }
  // Sums lie side by side: the vectors run across them, sixteen sums at a time, so that every line of the cache that is
  // fetched is used up at once.
  const f = splat(factor), mask = keeping(keep);
  for (; outer > 0; outer--, x += block, y += row) {
    let n = inner, from = x, to = y;
    for (; n >= 16; n -= 16, from += 64, to += 64) {
      let a = zero(), b = zero(), c = zero(), d = zero();
      for (let k = count, p = from; k > 0; k--, p += row) {
        a = f32x4.add(a, v128.load(p));
        b = f32x4.add(b, v128.load(p, 16));
        c = f32x4.add(c, v128.load(p, 32));
        d = f32x4.add(d, v128.load(p, 48));
      }
      v128.store(to, madd(f, a, held(to, mask)));
      v128.store(to, madd(f, b, held(to + 16, mask)), 16);
      v128.store(to, madd(f, c, held(to + 32, mask)), 32);
      v128.store(to, madd(f, d, held(to + 48, mask)), 48);
    }
    for (; n > 0; n -= 4, from += VECTOR, to += VECTOR) {
      let a = zero();
      for (let k = count, p = from; k > 0; k--, p += row) a = f32x4.add(a, v128.load(p));
      put(to, madd(f, a, held(to, mask)), n);
    }
  }
}

/** y[o, c, i] = keep · y[o, c, i] + factor · x[o, i] */
export function repeat(outer: i32, count: i32, inner: i32, x: usize, y: usize, factor: f64, keep: i32): void {
  const f = splat(factor), mask = keeping(keep);
  const row: usize = inner << 2;
  for (; outer > 0; outer--, x += row) {
    if (inner == 1) {
      const v = f32x4.mul(f, splatAt(x));
      for (let n = count; n > 0; n -= 4, y += VECTOR) put(y, f32x4.add(held(y, mask), v), n);
      y -= (-count & 3) << 2; // back from the end of the last vector to the end of the row
    } else
      for (let c = count; c > 0; c--, y += row)
        for (let n = inner, from = x, to = y; n > 0; n -= 4, from += VECTOR, to += VECTOR)
          put(to, madd(f, v128.load(from), held(to, mask)), n);
  }
}

/** y[c] = keep · y[c] + Σ x[n, c, i] over n and i, for x of shape [batch, channels, area]. */
export function sumChannels(batch: i32, channels: i32, area: i32, x: usize, y: usize, keep: i32): void {
  const plane: usize = area << 2, picture = <usize>channels * plane;
  for (; channels > 0; channels--, x += plane, y += 4) {
    let total: f64 = keep ? load<f32>(y) : 0;
    for (let n = batch, p = x; n > 0; n--, p += picture) total += sum(area, p);
    store<f32>(y, <f32>total);
  }
}
