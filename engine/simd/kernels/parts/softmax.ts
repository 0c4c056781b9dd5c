// The softmax of one row: for the operation of that name, for the loss and for attention.
import { exp } from './maths.ts';
import { first, laneSum, largest, put, VECTOR, zero } from './vector.ts';

/**
 * y = e^(scale · (x − top)) / total for n numbers, where top is the largest x.
 * @returns total, the sum of the exponentials
 */
export function softmaxRow(n: i32, x: usize, y: usize, scale: f32): f32 {
  const top = f32x4.splat(largest(n, x)), factor = f32x4.splat(scale);
  let sums = zero();
  for (let left = n, p = x, q = y; left > 0; left -= 4, p += VECTOR, q += VECTOR) {
    const e = exp(f32x4.mul(factor, f32x4.sub(v128.load(p), top)));
    put(q, e, left);
    sums = f32x4.add(sums, v128.and(e, first(left)));
  }
  const total = laneSum(sums), share = f32x4.splat(1 / total);
  for (; n > 0; n -= 4, y += VECTOR) put(y, f32x4.mul(share, v128.load(y)), n);
  return total;
}
