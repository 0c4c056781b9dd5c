/** Copies that change the order of elements and nothing else: permuted axes, and one slice of an axis. */
import type { Memory } from './memory.ts';

/**
 * Walks a [n0, n1, n2, n3] array y in order and x by the strides s0…s3: y = x, or y += x when `keep` is 1.
 */
export function permute(
  m: Memory,
  n0: number,
  n1: number,
  n2: number,
  n3: number,
  s0: number,
  s1: number,
  s2: number,
  s3: number,
  x: number,
  y: number,
  keep: number,
): void {
  let to = y;
  for (let i = 0; i < n0; i++)
    for (let j = 0; j < n1; j++)
      for (let k = 0; k < n2; k++) {
        let from = x + i * s0 + j * s1 + k * s2;
        for (let l = 0; l < n3; l++, from += s3, to++) m[to] = keep === 0 ? m[from] : m[to] + m[from];
      }
}

/** y[o, i] = x[o, at, i] of an x of shape [outer, count, inner]. */
export function slice(m: Memory, outer: number, count: number, inner: number, at: number, x: number, y: number): void {
  for (let o = 0; o < outer; o++) {
    const from = x + (o * count + at) * inner;
    const to = y + o * inner;
    for (let i = 0; i < inner; i++) m[to + i] = m[from + i];
  }
}

/** dx[o, at, i] = dy[o, i] and 0 elsewhere, added to what is there when `keep` is 1: the way back of slice. */
export function sliceBackward(
  m: Memory,
  outer: number,
  count: number,
  inner: number,
  at: number,
  dy: number,
  dx: number,
  keep: number,
): void {
  if (keep === 0) m.fill(0, dx, dx + outer * count * inner);
  for (let o = 0; o < outer; o++) {
    const from = dy + o * inner;
    const to = dx + (o * count + at) * inner;
    for (let i = 0; i < inner; i++) m[to + i] += m[from + i];
  }
}
