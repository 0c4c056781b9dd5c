// Pictures with zeros around them, and the sum over channels and taps that runs over them. It knows bytes, not tensors.
import { madd, put, splatAt, VECTOR, zero } from './vector.ts';

/** Elements of slack behind each part of a convolution's scratch space (see engine/ops/conv2d.ts). */
export const SLACK: usize = 8;

/** Bytes of a row of n numbers, in whole vectors. */
@inline
export function rowBytes(n: i32): usize {
  return ((n + 3) & ~3) << 2;
}

/**
 * Where number d of a row lies when every stride-th number is put side by side: first all with d mod stride = 0, then
 * those with 1, and so on. So the pixels that neighbouring places of a window see are neighbours, whatever the stride.
 * In elements; `length` is that of the row.
 */
@inline
export function combed(d: i32, stride: i32, length: i32): i32 {
  if (stride == 1) return d;
  const comb = d % stride;
  return comb * (length / stride) + min(comb, length % stride) + d / stride;
}

/** Copies pictures into the middle of zeros: rows of width + 2 · paddingX numbers, combed by strideX. */
export function surround(
  planes: i32, height: i32, width: i32, paddingY: i32, paddingX: i32, strideX: i32, x: usize, to: usize,
): void {
  const length = width + 2 * paddingX, row = rowBytes(length), lines = height + 2 * paddingY;
  memory.fill(to, 0, <usize>planes * <usize>lines * row + 4 * SLACK);
  for (to += <usize>paddingY * row; planes > 0; planes--, to += 2 * <usize>paddingY * row)
    for (let i = 0; i < height; i++, x += width << 2, to += row)
      if (strideX == 1) copy(width, x, to + (<usize>paddingX << 2));
      else
        for (let j = 0; j < width; j++)
          store<f32>(to + (combed(j + paddingX, strideX, length) << 2), load<f32>(x + (j << 2)));
}

/** Copies n numbers. */
@inline
function copy(n: i32, from: usize, to: usize): void {
  for (; n > 0; n -= 4, from += VECTOR, to += VECTOR) put(to, v128.load(from), n);
}

/**
 * Spreads pictures of [rows, columns] out over zeros: pixel i, j goes to row i · strideY + shiftY, column
 * j · strideX + shiftX of a picture of [lines, length]; what would lie outside is left out.
 */
export function spreadOut(
  planes: i32, rows: i32, columns: i32, lines: i32, length: i32,
  strideY: i32, strideX: i32, shiftY: i32, shiftX: i32, x: usize, to: usize,
): void {
  const row = rowBytes(length);
  memory.fill(to, 0, <usize>planes * <usize>lines * row + 4 * SLACK);
  const first = max(0, (strideX - 1 - shiftX) / strideX), end = min(columns, (length - 1 - shiftX) / strideX + 1);
  for (; planes > 0; planes--, to += <usize>lines * row)
    for (let i = 0, r = shiftY; i < rows; i++, r += strideY, x += columns << 2) {
      if (r < 0 || r >= lines) continue;
      const line = to + <usize>r * row;
      if (strideX == 1) copy(end - first, x + (first << 2), line + ((first + shiftX) << 2));
      else for (let j = first; j < end; j++) store<f32>(line + ((j * strideX + shiftX) << 2), load<f32>(x + (j << 2)));
    }
}

/**
 * Weights in the order in which `correlate` reads them: for each group of four outputs, for each input, for each tap
 * the four weights side by side; 0 for outputs that fill up the last group. `output` and `input` are the distances in
 * weights of neighbouring outputs and inputs, in bytes; a flipped kernel is read backwards.
 */
export function packWeights(
  outputs: i32, inputs: i32, taps: i32, output: usize, input: usize, flipped: bool, weights: usize, to: usize,
): void {
  for (let o = 0; o < outputs; o += 4)
    for (let c = 0; c < inputs; c++)
      for (let t = 0; t < taps; t++, to += VECTOR) {
        const from = weights + <usize>o * output + <usize>c * input + ((flipped ? taps - 1 - t : t) << 2);
        for (let k = 0; k < 4; k++)
          store<f32>(to + (k << 2), o + k < outputs ? load<f32>(from + <usize>k * output) : 0);
      }
}

/** Adds four (or, at the edge, fewer) sums of one output's row to what is there, where that is to be kept. */
@inline
function finish(vectors: i32, to: usize, left: v128, right: v128, mask: v128, width: i32): void {
  if (vectors > 1) {
    v128.store(to, f32x4.add(left, v128.and(v128.load(to), mask)));
    put(to + 16, f32x4.add(right, v128.and(v128.load(to, 16), mask)), width - 4);
  } else put(to, f32x4.add(left, v128.and(v128.load(to), mask)), width);
}

/**
 * One tile: four outputs × 8 pixels of a row (4 with one vector). The simple form of what it computes is
 *
 *   for each output o and pixel j: bias[o] + Σ weights[o, c, ky, kx] · x[c, ky, j + kx] over c, ky, kx
 *
 * As in the matrix product, eight sums in registers serve six loads a tap. Of a row combed by `stride`, the pixel that
 * tap kx sees lies at `combed(kx · dilation)`; a step of `quotient` and `remainder` finds it without dividing.
 */
@inline
function tile(
  vectors: i32, unit: bool, outputs: i32, width: i32, inputs: i32, kernelHeight: i32, kernelWidth: i32,
  x: usize, plane: usize, line: usize, strideX: i32, dilationX: i32, length: i32,
  weights: usize, bias: usize, y: usize, yPlane: usize, mask: v128,
): void {
  let l0 = zero(), l1 = zero(), l2 = zero(), l3 = zero();
  if (bias) {
    l0 = splatAt(bias);
    l1 = v128.load32_splat(bias, 4);
    l2 = v128.load32_splat(bias, 8);
    l3 = v128.load32_splat(bias, 12);
  }
  let r0 = l0, r1 = l1, r2 = l2, r3 = l3;
  const step: usize = dilationX << 2;
  const whole = length / strideX, extra = length % strideX;
  const quotient = dilationX / strideX, remainder = dilationX % strideX;
  for (let c = inputs; c > 0; c--, x += plane)
    for (let ky = kernelHeight, from = x; ky > 0; ky--, from += line) {
      let comb = 0, along = 0;
      for (let kx = kernelWidth, p = from; kx > 0; kx--, weights += VECTOR) {
        const left = v128.load(p), right = vectors > 1 ? v128.load(p, 16) : left;
        const w0 = splatAt(weights);
        l0 = madd(w0, left, l0);
        if (vectors > 1) r0 = madd(w0, right, r0);
        const w1 = v128.load32_splat(weights, 4);
        l1 = madd(w1, left, l1);
        if (vectors > 1) r1 = madd(w1, right, r1);
        const w2 = v128.load32_splat(weights, 8);
        l2 = madd(w2, left, l2);
        if (vectors > 1) r2 = madd(w2, right, r2);
        const w3 = v128.load32_splat(weights, 12);
        l3 = madd(w3, left, l3);
        if (vectors > 1) r3 = madd(w3, right, r3);
        if (unit) p += step;
        else {
          comb += remainder;
          along += quotient;
          if (comb >= strideX) {
            comb -= strideX;
            along++;
          }
          p = from + ((comb * whole + min(comb, extra) + along) << 2);
        }
      }
    }
  finish(vectors, y, l0, r0, mask, width);
  if (outputs > 1) finish(vectors, y + yPlane, l1, r1, mask, width);
  if (outputs > 2) finish(vectors, y + 2 * yPlane, l2, r2, mask, width);
  if (outputs > 3) finish(vectors, y + 3 * yPlane, l3, r3, mask, width);
}

/**
 * y[o, i, j] (+)= bias[o] + Σ weights[o, c, ky, kx] · x[c, i · strideY + ky · dilationY, j · strideX + kx · dilationX]
 * for one picture with its zeros, `lines` rows of `length` numbers, combed by strideX; weights as `packWeights` leaves
 * them.
 */
export function correlate(
  inputs: i32, lines: i32, length: i32, outputs: i32, rows: i32, columns: i32, kernelHeight: i32, kernelWidth: i32,
  strideY: i32, strideX: i32, dilationY: i32, dilationX: i32,
  x: usize, weights: usize, bias: usize, y: usize, mask: v128,
): void {
  const row = rowBytes(length), plane = <usize>lines * row, line = <usize>dilationY * row;
  const yRow: usize = columns << 2, yPlane = <usize>rows * yRow;
  const group: usize = inputs * kernelHeight * kernelWidth * VECTOR;
  for (let o = outputs; o > 0; o -= 4, weights += group, y += 4 * yPlane) {
    for (let i = 0, from = x, to = y; i < rows; i++, from += <usize>strideY * row, to += yRow) {
      let n = columns, p = from, q = to;
      if (strideX == 1)
        for (; n > 4; n -= 8, p += 32, q += 32)
          tile(
            2, true, o, n, inputs, kernelHeight, kernelWidth,
            p, plane, line, 1, dilationX, length, weights, bias, q, yPlane, mask,
          );
      else
        for (; n > 4; n -= 8, p += 32, q += 32)
          tile(
            2, false, o, n, inputs, kernelHeight, kernelWidth,
            p, plane, line, strideX, dilationX, length, weights, bias, q, yPlane, mask,
          );
      if (n > 0)
        tile(
          1, false, o, n, inputs, kernelHeight, kernelWidth,
          p, plane, line, strideX, dilationX, length, weights, bias, q, yPlane, mask,
        );
    }
    if (bias) bias += VECTOR;
  }
}
