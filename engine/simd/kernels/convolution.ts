// Convolution, as in engine/kernels/convolution.ts. Forward and the gradient by x are the same sum over pictures that
// were copied into the middle of zeros, so that no tap has to ask whether it lies inside: x with its padding and the
// weights as they are, or dy spread out by the stride and the weights turned round. The copies lie in `scratch`, in
// three parts as engine/ops/conv2d.ts lays them out; the gradient by the weights reads the x that the forward kernel
// left there.
import { correlate, combed, packWeights, rowBytes, SLACK, spreadOut, surround } from './parts/planes.ts';
import { first, held, keeping, laneSum, madd, VECTOR, zero } from './parts/vector.ts';
import { places } from './parts/windows.ts';

/** Bytes of the scratch space's part for `planes` pictures of `lines` rows of `length` numbers. */
@inline
function partBytes(planes: i32, lines: i32, length: i32): usize {
  return <usize>planes * <usize>lines * rowBytes(length) + 4 * SLACK;
}

/**
 * y[n, o, i, j] = bias[o] + Σ weights[o, c, ky, kx] · x[n, c, i · stride + ky · dilation − padding, …] over c, ky, kx.
 */
export function convolutionForward(
  batch: i32, channels: i32, height: i32, width: i32, outputs: i32, kernelHeight: i32, kernelWidth: i32,
  strideY: i32, strideX: i32, paddingY: i32, paddingX: i32, dilationY: i32, dilationX: i32,
  x: usize, weights: usize, bias: usize, y: usize, scratch: usize,
): void {
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX);
  const lines = height + 2 * paddingY, length = width + 2 * paddingX, taps = kernelHeight * kernelWidth;
  const picture = <usize>(channels * lines) * rowBytes(length);
  const reachY = dilationY * (kernelHeight - 1), reachX = dilationX * (kernelWidth - 1);
  const spread = scratch + partBytes(batch * channels, lines, length);
  const packed = spread + partBytes(batch * outputs, height + reachY, width + reachX);
  surround(batch * channels, height, width, paddingY, paddingX, strideX, x, scratch);
  packWeights(outputs, channels, taps, (channels * taps) << 2, taps << 2, false, weights, packed);
  for (; batch > 0; batch--, scratch += picture, y += (outputs * rows * columns) << 2)
    correlate(
      channels, lines, length, outputs, rows, columns, kernelHeight, kernelWidth,
      strideY, strideX, dilationY, dilationX, scratch, packed, bias, y, keeping(0),
    );
}

/** The gradient by x: every dy[n, o, i, j] hands weights[o, c, ky, kx] · dy to the pixel it was multiplied with. */
export function convolutionInputBackward(
  batch: i32, channels: i32, height: i32, width: i32, outputs: i32, kernelHeight: i32, kernelWidth: i32,
  strideY: i32, strideX: i32, paddingY: i32, paddingX: i32, dilationY: i32, dilationX: i32,
  weights: usize, dy: usize, dx: usize, scratch: usize, keep: i32,
): void {
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX);
  const reachY = dilationY * (kernelHeight - 1), reachX = dilationX * (kernelWidth - 1);
  const lines = height + reachY, length = width + reachX, taps = kernelHeight * kernelWidth;
  const picture = <usize>(outputs * lines) * rowBytes(length);
  let spread = scratch + partBytes(batch * channels, height + 2 * paddingY, width + 2 * paddingX);
  const packed = spread + partBytes(batch * outputs, lines, length);
  spreadOut(
    batch * outputs, rows, columns, lines, length, strideY, strideX, reachY - paddingY, reachX - paddingX, dy, spread,
  );
  packWeights(channels, outputs, taps, taps << 2, (channels * taps) << 2, true, weights, packed);
  for (; batch > 0; batch--, spread += picture, dx += (channels * height * width) << 2)
    correlate(
      outputs, lines, length, channels, height, width, kernelHeight, kernelWidth,
      1, 1, dilationY, dilationX, spread, packed, 0, dx, keeping(keep),
    );
}

/** The sums of `taps` ≤ 5 taps for two outputs, or for one: ten running vectors along all rows of all pictures. */
@inline
function slopes(
  taps: i32, outputs: i32, batch: i32, rows: i32, columns: i32,
  x: usize, picture: usize, line: usize, t1: usize, t2: usize, t3: usize, t4: usize,
  dy: usize, dyPicture: usize, to: usize, toOutput: usize, mask: v128,
): void {
  let a0 = zero(), a1 = zero(), a2 = zero(), a3 = zero(), a4 = zero();
  let b0 = zero(), b1 = zero(), b2 = zero(), b3 = zero(), b4 = zero();
  const row: usize = columns << 2, plane = <usize>rows * row;
  for (; batch > 0; batch--, x += picture, dy += dyPicture)
    for (let i = rows, from = x, p = dy; i > 0; i--, from += line, p += row)
      for (let n = columns, at: usize = 0; n > 0; n -= 4, at += VECTOR) {
        let s = v128.load(p + at), t = outputs > 1 ? v128.load(p + at + plane) : s;
        if (n < 4) {
          s = v128.and(s, first(n));
          if (outputs > 1) t = v128.and(t, first(n));
        }
        const q = from + at, v0 = v128.load(q);
        a0 = madd(s, v0, a0);
        if (outputs > 1) b0 = madd(t, v0, b0);
        if (taps > 1) {
          const v = v128.load(q + t1);
          a1 = madd(s, v, a1);
          if (outputs > 1) b1 = madd(t, v, b1);
        }
        if (taps > 2) {
          const v = v128.load(q + t2);
          a2 = madd(s, v, a2);
          if (outputs > 1) b2 = madd(t, v, b2);
        }
        if (taps > 3) {
          const v = v128.load(q + t3);
          a3 = madd(s, v, a3);
          if (outputs > 1) b3 = madd(t, v, b3);
        }
        if (taps > 4) {
          const v = v128.load(q + t4);
          a4 = madd(s, v, a4);
          if (outputs > 1) b4 = madd(t, v, b4);
        }
      }
  finish(taps, to, a0, a1, a2, a3, a4, mask);
  if (outputs > 1) finish(taps, to + toOutput, b0, b1, b2, b3, b4, mask);
}

/** Adds the lanes of each sum to what a weight's gradient holds, where that is to be kept. */
@inline
function finish(taps: i32, to: usize, s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, mask: v128): void {
  addSum(to, s0, mask);
  if (taps > 1) addSum(to + 4, s1, mask);
  if (taps > 2) addSum(to + 8, s2, mask);
  if (taps > 3) addSum(to + 12, s3, mask);
  if (taps > 4) addSum(to + 16, s4, mask);
}
function addSum(to: usize, sum: v128, mask: v128): void {
  store<f32>(to, f32x4.extract_lane(held(to, mask), 0) + laneSum(sum));
}

/**
 * The gradient by the weights: dweights[o, c, ky, kx] = Σ dy[n, o, i, j] · x[n, c, i · stride + ky · dilation −
 * padding, …]. A row of dy is multiplied with the pixels that a whole row of taps sees while it is in registers.
 */
export function convolutionWeightsBackward(
  batch: i32, channels: i32, height: i32, width: i32, outputs: i32, kernelHeight: i32, kernelWidth: i32,
  strideY: i32, strideX: i32, paddingY: i32, paddingX: i32, dilationY: i32, dilationX: i32,
  x: usize, dy: usize, dweights: usize, scratch: usize, keep: i32,
): void {
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX);
  const lines = height + 2 * paddingY, length = width + 2 * paddingX, row = rowBytes(length), mask = keeping(keep);
  const plane = <usize>lines * row, picture = <usize>channels * plane, line = <usize>strideY * row;
  const dyPlane: usize = (rows * columns) << 2, dyPicture = <usize>outputs * dyPlane;
  const ofOutput: usize = (channels * kernelHeight * kernelWidth) << 2;
  for (let o = 0; o < outputs; o += 2, dy += 2 * dyPlane, dweights += ofOutput) {
    const both = o + 1 < outputs;
    for (let c = 0; c < channels; c++)
      for (let ky = 0; ky < kernelHeight; ky++)
        for (let kx = 0; kx < kernelWidth; ) {
          const from = scratch + <usize>c * plane + <usize>(ky * dilationY) * row;
          const base = combed(kx * dilationX, strideX, length), taps = kernelWidth - kx;
          const t1 = offset(kx + 1, dilationX, strideX, length, base);
          const t2 = offset(kx + 2, dilationX, strideX, length, base);
          const t3 = offset(kx + 3, dilationX, strideX, length, base);
          const t4 = offset(kx + 4, dilationX, strideX, length, base);
          const start = from + (<usize>base << 2);
          if (taps >= 5 && both) {
            slopes(
              5, 2, batch, rows, columns, start, picture, line, t1, t2, t3, t4,
              dy, dyPicture, dweights, ofOutput, mask,
            );
            kx += 5;
            dweights += 20;
          } else if (taps >= 3 && both) {
            slopes(
              3, 2, batch, rows, columns, start, picture, line, t1, t2, 0, 0,
              dy, dyPicture, dweights, ofOutput, mask,
            );
            kx += 3;
            dweights += 12;
          } else {
            for (let k: usize = 0; k <= usize(both); k++)
              slopes(
                1, 1, batch, rows, columns, start, picture, line, 0, 0, 0, 0,
                dy + k * dyPlane, dyPicture, dweights + k * ofOutput, 0, mask,
              );
            kx += 1;
            dweights += 4;
          }
        }
  }
}

/** How many bytes past tap number 0 of a group another tap looks. */
@inline
function offset(kx: i32, dilation: i32, stride: i32, length: i32, base: i32): usize {
  return (combed(kx * dilation, stride, length) - base) << 2;
}
