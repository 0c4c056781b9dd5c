// Copies that change the order of elements and nothing else, as in engine/kernels/move.ts.
import { fill } from './elementwise.ts';
import { held, keeping, put, VECTOR } from './parts/vector.ts';

/** y = x or y += x for n numbers that lie side by side in both. */
@inline
function copyRow(n: i32, x: usize, y: usize, mask: v128): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) put(y, f32x4.add(held(y, mask), v128.load(x)), n);
}

/** Walks a [n0, n1, n2, n3] array y in order and x by the strides s0…s3: y = x, or y += x when `keep` is 1. */
export function permute(
  n0: i32, n1: i32, n2: i32, n3: i32, s0: i32, s1: i32, s2: i32, s3: i32, x: usize, y: usize, keep: i32,
): void {
  const mask = keeping(keep), row: usize = n3 << 2;
  for (let i = 0; i < n0; i++)
    for (let j = 0; j < n1; j++) {
      const from = x + ((i * s0 + j * s1) << 2);
      if (s3 == 1) {
        // the last axis stays the last: whole rows are copied
        for (let k = 0; k < n2; k++, y += row) copyRow(n3, from + ((k * s2) << 2), y, mask);
        continue;
      }
      for (let k = 0; k < n2; k++)
        for (let l = 0, p = from + ((k * s2) << 2); l < n3; l++, p += s3 << 2, y += 4)
          store<f32>(y, keep ? load<f32>(y) + load<f32>(p) : load<f32>(p));
    }
}

/** y[o, i] = x[o, at, i] of an x of shape [outer, count, inner]. */
export function slice(outer: i32, count: i32, inner: i32, at: i32, x: usize, y: usize): void {
  const row: usize = inner << 2, block: usize = row * count, mask = keeping(0);
  for (x += row * at; outer > 0; outer--, x += block, y += row) copyRow(inner, x, y, mask);
}

/** dx[o, at, i] = dy[o, i] and 0 elsewhere, added to what is there when `keep` is 1: the way back of slice. */
export function sliceBackward(outer: i32, count: i32, inner: i32, at: i32, dy: usize, dx: usize, keep: i32): void {
  const row: usize = inner << 2, block: usize = row * count, mask = keeping(1);
  if (!keep) fill(outer * count * inner, dx, 0);
  for (dx += row * at; outer > 0; outer--, dx += block, dy += row) copyRow(inner, dy, dx, mask);
}
