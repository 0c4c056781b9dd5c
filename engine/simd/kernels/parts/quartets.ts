// Pictures four by four: the four lanes of a vector are the same pixel of four pictures of the batch. So a picture may be
// of any width and a kernel of any size, stride and dilation, and no lane is ever left over at the end of a row. What is
// computed lies in a quartet, too, and is put back picture by picture. It knows bytes, not tensors.
import { first, held, madd, put, splatAt, VECTOR, zero } from './vector.ts';

/** Pixels of a tile of `correlate`; without fused multiply-adds there are registers for one less (see tile.ts). */
export const PIXELS: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;

/** Four numbers of each of four vectors become the four lanes of each, as rows of a matrix become columns. */
@inline
function low(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 0, 4, 1, 5);
}
@inline
function high(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 2, 6, 3, 7);
}
@inline
function left(ab: v128, cd: v128): v128 {
  return i64x2.shuffle(ab, cd, 0, 2);
}
@inline
function right(ab: v128, cd: v128): v128 {
  return i64x2.shuffle(ab, cd, 1, 3);
}

/**
 * Copies up to four pictures, `picture` bytes apart, into one quartet: pixel i, j of plane c goes to
 * to + c · plane + i · line + j · step. The lanes of pictures that are not there become 0.
 */
export function interleave(
  pictures: i32, picture: usize, planes: i32, height: i32, width: i32, x: usize,
  to: usize, plane: usize, line: usize, step: usize,
): void {
  const mask = first(pictures);
  const second = pictures > 1 ? picture : 0, third = pictures > 2 ? 2 * picture : 0;
  const fourth = pictures > 3 ? 3 * picture : 0;
  for (; planes > 0; planes--, to += plane)
    for (let i = 0, row = to; i < height; i++, row += line) {
      let q = row, n = width;
      for (; n > 0; n -= 4, x += VECTOR, q += 4 * step) {
        const a = v128.load(x), b = v128.load(x + second);
        const c = v128.load(x + third), d = v128.load(x + fourth);
        const ab = low(a, b), cd = low(c, d);
        v128.store(q, v128.and(left(ab, cd), mask));
        if (n > 1) v128.store(q + step, v128.and(right(ab, cd), mask));
        if (n > 2) {
          const ab = high(a, b), cd = high(c, d);
          v128.store(q + 2 * step, v128.and(left(ab, cd), mask));
          if (n > 3) v128.store(q + 3 * step, v128.and(right(ab, cd), mask));
        }
      }
      x += n << 2; // back from the end of the last vector to the end of the row
    }
}

/** Puts `pixels` pixels of a quartet's plane back into its pictures, and adds them to what is there where `mask` is set. */
export function separate(pictures: i32, picture: usize, pixels: i32, from: usize, y: usize, mask: v128): void {
  for (let n = pixels; n > 0; n -= 4, from += 4 * VECTOR, y += VECTOR) {
    const a = v128.load(from), b = v128.load(from, 16), c = v128.load(from, 32), d = v128.load(from, 48);
    let ab = low(a, b), cd = low(c, d), p = y;
    put(p, f32x4.add(left(ab, cd), held(p, mask)), n);
    if (pictures > 1) put((p += picture), f32x4.add(right(ab, cd), held(p, mask)), n);
    ab = high(a, b);
    cd = high(c, d);
    if (pictures > 2) put((p += picture), f32x4.add(left(ab, cd), held(p, mask)), n);
    if (pictures > 3) put((p += picture), f32x4.add(right(ab, cd), held(p, mask)), n);
  }
}

/**
 * A table of addresses: `rows` × `columns` places, `line` and `step` bytes apart, and the last one again as often as it
 * takes to fill up a tile. Returns the end of the table.
 */
export function listPlaces(rows: i32, columns: i32, line: usize, step: usize, table: usize): usize {
  let place: usize = 0;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++, table += 4) {
      place = <usize>i * line + <usize>j * step;
      store<usize>(table, place);
    }
  const end = table;
  for (let k = 1; k < PIXELS; k++, table += 4) store<usize>(table, place);
  return end;
}

/**
 * The sums of one tile: PIXELS pixels of two outputs, for four pictures at a time. The simple form of what it computes is
 *
 *   for each output o and pixel p: start[o] + Σ weights[o, c, t] · x[c, p + taps[t]] over c, t
 *
 * As in the matrix product, twelve sums in registers (ten without fused multiply-adds) serve eight loads a tap.
 */
@inline
function tile(
  inputs: i32, taps: usize, tapsEnd: usize, pixels: usize, x: usize, plane: usize,
  weights: usize, weight: usize, ofInput: usize, ofOutput: usize, left: v128, right: v128, y: usize, yPlane: usize,
): void {
  let p0 = x + load<usize>(pixels), p1 = x + load<usize>(pixels, 4), p2 = x + load<usize>(pixels, 8);
  let p3 = x + load<usize>(pixels, 12), p4 = x + load<usize>(pixels, 16);
  let p5 = PIXELS > 5 ? x + load<usize>(pixels, 20) : p4;
  let l0 = left, l1 = left, l2 = left, l3 = left, l4 = left, l5 = left;
  let r0 = right, r1 = right, r2 = right, r3 = right, r4 = right, r5 = right;
  for (let c = inputs; c > 0; c--) {
    for (let t = taps; t < tapsEnd; t += 4, weights += weight) {
      const tap = load<usize>(t), w = splatAt(weights), v = splatAt(weights + ofOutput);
      const x0 = v128.load(p0 + tap);
      l0 = madd(w, x0, l0);
      r0 = madd(v, x0, r0);
      const x1 = v128.load(p1 + tap);
      l1 = madd(w, x1, l1);
      r1 = madd(v, x1, r1);
      const x2 = v128.load(p2 + tap);
      l2 = madd(w, x2, l2);
      r2 = madd(v, x2, r2);
      const x3 = v128.load(p3 + tap);
      l3 = madd(w, x3, l3);
      r3 = madd(v, x3, r3);
      const x4 = v128.load(p4 + tap);
      l4 = madd(w, x4, l4);
      r4 = madd(v, x4, r4);
      if (PIXELS > 5) {
        const x5 = v128.load(p5 + tap);
        l5 = madd(w, x5, l5);
        r5 = madd(v, x5, r5);
      }
    }
    weights += ofInput;
    p0 += plane;
    p1 += plane;
    p2 += plane;
    p3 += plane;
    p4 += plane;
    p5 += plane;
  }
  const z = y + yPlane;
  v128.store(y, l0);
  v128.store(y, l1, 16);
  v128.store(y, l2, 32);
  v128.store(y, l3, 48);
  v128.store(y, l4, 64);
  v128.store(z, r0);
  v128.store(z, r1, 16);
  v128.store(z, r2, 32);
  v128.store(z, r3, 48);
  v128.store(z, r4, 64);
  if (PIXELS > 5) {
    v128.store(y, l5, 80);
    v128.store(z, r5, 80);
  }
}

/**
 * y[n, o, p] (+)= bias[o] + Σ weights[o, c, t] · x[c, p + taps[t]] over c, t, for the up to four pictures of a quartet.
 * Weights are read where they are: `weight` bytes from tap to tap, `ofInput` from behind one input's last tap to the
 * next one's first, `ofOutput` from output to output. `sums` is room for two planes of the result.
 */
export function correlate(
  pictures: i32, inputs: i32, outputs: i32, pixels: i32, taps: usize, tapsEnd: usize, places: usize,
  x: usize, plane: usize, weights: usize, weight: usize, ofInput: usize, ofOutput: usize,
  bias: usize, sums: usize, y: usize, mask: v128,
): void {
  const size: usize = pixels << 2, sumsPlane = <usize>(pixels + PIXELS) * VECTOR, picture = <usize>outputs * size;
  for (let o = outputs; o > 0; o -= 2, weights += 2 * ofOutput, y += 2 * size) {
    const second = o > 1 ? ofOutput : 0; // an odd last output is computed twice
    let left = zero(), right = left;
    if (bias) {
      left = splatAt(bias);
      right = v128.load32_splat(bias, 4);
      bias += 8;
    }
    for (let n = 0, to = sums; n < pixels; n += PIXELS, to += PIXELS * VECTOR)
      tile(
        inputs, taps, tapsEnd, places + (n << 2), x, plane,
        weights, weight, ofInput, second, left, right, to, sumsPlane,
      );
    separate(pictures, picture, pixels, sums, y, mask);
    if (o > 1) separate(pictures, picture, pixels, sums + sumsPlane, y + size, mask);
  }
}
