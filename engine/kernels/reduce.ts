/**
 * Summing along an axis and its mirror image, repeating along an axis. An array is seen as [outer, count, inner], with
 * `count` the axis in question; any broadcast and any reduction is a chain of these two. Sums for each channel, over both
 * sides of that axis, have a kernel of their own.
 */
import type { Memory } from './memory.ts';

/** y[o, i] = keep · y[o, i] + factor · Σ_c x[o, c, i]; `keep` is 0 to overwrite and 1 to add. */
export function sumAxis(
  m: Memory,
  outer: number,
  count: number,
  inner: number,
  x: number,
  y: number,
  factor: number,
  keep: number,
): void {
  for (let o = 0; o < outer; o++) {
    const from = x + o * count * inner;
    const to = y + o * inner;
    for (let i = 0; i < inner; i++) {
      let sum = 0;
      for (let c = 0, p = from + i; c < count; c++, p += inner) sum += m[p];
      m[to + i] = keep === 0 ? factor * sum : m[to + i] + factor * sum;
    }
  }
}

/** y[o, c, i] = keep · y[o, c, i] + factor · x[o, i]; `keep` is 0 to overwrite and 1 to add. */
export function repeat(
  m: Memory,
  outer: number,
  count: number,
  inner: number,
  x: number,
  y: number,
  factor: number,
  keep: number,
): void {
  for (let o = 0; o < outer; o++) {
    const from = x + o * inner;
    for (let c = 0; c < count; c++) {
      const to = y + (o * count + c) * inner;
      if (keep === 0) for (let i = 0; i < inner; i++) m[to + i] = factor * m[from + i];
      else for (let i = 0; i < inner; i++) m[to + i] += factor * m[from + i];
    }
  }
}

/** y[c] = keep · y[c] + Σ x[n, c, i] over n and i, for x of shape [batch, channels, area]. */
export function sumChannels(
  m: Memory,
  batch: number,
  channels: number,
  area: number,
  x: number,
  y: number,
  keep: number,
): void {
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    for (let n = 0; n < batch; n++) for (let i = 0, p = x + (n * channels + c) * area; i < area; i++) sum += m[p + i];
    m[y + c] = keep === 0 ? sum : m[y + c] + sum;
  }
}
