// Convolution, as in engine/kernels/convolution.ts, four pictures of the batch at a time, one in each lane (see
// parts/quartets.ts). Forward and the gradient by x are the same sum over pictures that were copied into the middle of
// zeros, so that no tap has to ask whether it lies inside: x with its padding and the weights as they are, or dy spread
// out by the stride and the weights read backwards. Copies, sums and tables lie in `scratch`; nothing there outlives a
// call. engine/ops/conv2d.ts says how much room it takes.
import { correlate, interleave, listPlaces } from './parts/quartets.ts';
import { held, keeping, laneSum, madd, VECTOR, zero } from './parts/vector.ts';
import { places } from './parts/windows.ts';

/** What comes behind a table and the places that fill up its last tile. */
@inline
function behind(end: usize): usize {
  return (end + 32 + VECTOR - 1) & ~(VECTOR - 1);
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
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX), pixels = rows * columns;
  const line = <usize>(width + 2 * paddingX) * VECTOR, plane = <usize>(height + 2 * paddingY) * line;
  const inside = scratch + <usize>paddingY * line + <usize>paddingX * VECTOR;
  const picture: usize = (channels * height * width) << 2, yPicture: usize = (outputs * pixels) << 2;
  const table = scratch + <usize>channels * plane;
  const taps = behind(listPlaces(rows, columns, <usize>strideY * line, strideX * VECTOR, table));
  const end = listPlaces(kernelHeight, kernelWidth, <usize>dilationY * line, dilationX * VECTOR, taps);
  const sums = behind(end);
  memory.fill(scratch, 0, <usize>channels * plane);
  for (; batch > 0; batch -= 4, x += 4 * picture, y += 4 * yPicture) {
    interleave(batch, picture, channels, height, width, x, inside, plane, line, VECTOR);
    correlate(
      min(batch, 4), channels, outputs, pixels, taps, end, table, scratch, plane,
      weights, 4, 0, (channels * kernelHeight * kernelWidth) << 2, bias, sums, y, keeping(0),
    );
  }
}


/** The gradient by x: every dy[n, o, i, j] hands weights[o, c, ky, kx] · dy to the pixel it was multiplied with. */
export function convolutionInputBackward(
  batch: i32, channels: i32, height: i32, width: i32, outputs: i32, kernelHeight: i32, kernelWidth: i32,
  strideY: i32, strideX: i32, paddingY: i32, paddingX: i32, dilationY: i32, dilationX: i32,
  weights: usize, dy: usize, dx: usize, scratch: usize, keep: i32,
): void {
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX), pixels = height * width;
  const reachY = dilationY * (kernelHeight - 1), reachX = dilationX * (kernelWidth - 1);
  // places of the kernel that lie in the padding only have room here, too
  const edgeY = max(0, paddingY - reachY), edgeX = max(0, paddingX - reachX);
  const line = <usize>(width + reachX + 2 * edgeX) * VECTOR, plane = <usize>(height + reachY + 2 * edgeY) * line;
  const inside = scratch + <usize>(reachY - paddingY + edgeY) * line + <usize>(reachX - paddingX + edgeX) * VECTOR;
  const picture: usize = (channels * pixels) << 2, dyPicture: usize = (outputs * rows * columns) << 2;
  const table = scratch + <usize>outputs * plane;
  const taps = behind(listPlaces(height, width, line, VECTOR, table));
  const end = listPlaces(kernelHeight, kernelWidth, <usize>dilationY * line, dilationX * VECTOR, taps);
  const sums = behind(end), kernel: usize = (kernelHeight * kernelWidth) << 2;
  memory.fill(scratch, 0, <usize>outputs * plane);
  for (; batch > 0; batch -= 4, dy += 4 * dyPicture, dx += 4 * picture) {
    interleave(
      batch, dyPicture, outputs, rows, columns, dy, inside, plane, <usize>strideY * line, strideX * VECTOR,
    );
    correlate(
      min(batch, 4), outputs, channels, pixels, taps, end, table, scratch + <usize>edgeY * line + edgeX * VECTOR, plane,
      weights + kernel - 4, -4, <usize>(channels + 1) * kernel, kernel, 0, sums, dx, keeping(keep),
    );
  }
}

/** Taps whose sums for two outputs are carried in registers. */
const TAPS: i32 = 5;

/** Adds to `sums` what one quartet gives to five taps of two outputs: ten running vectors along all its pixels. */
@inline
function slopes(
  rows: i32, columns: i32, x: usize, line: usize, step: usize, taps: usize,
  dy: usize, dyPlane: usize, sums: usize, ofOutput: usize,
): void {
  let q0 = x + load<usize>(taps), q1 = x + load<usize>(taps, 4), q2 = x + load<usize>(taps, 8);
  let q3 = x + load<usize>(taps, 12), q4 = x + load<usize>(taps, 16);
  const other = sums + ofOutput, back = line - <usize>columns * step;
  let a0 = v128.load(sums), a1 = v128.load(sums, 16), a2 = v128.load(sums, 32), a3 = v128.load(sums, 48);
  let b0 = v128.load(other), b1 = v128.load(other, 16), b2 = v128.load(other, 32), b3 = v128.load(other, 48);
  let a4 = v128.load(sums, 64), b4 = v128.load(other, 64);
  for (let i = rows; i > 0; i--, q0 += back, q1 += back, q2 += back, q3 += back, q4 += back)
    for (let j = columns; j > 0; j--, dy += VECTOR) {
      const s = v128.load(dy), t = v128.load(dy + dyPlane);
      const v0 = v128.load(q0);
      a0 = madd(s, v0, a0);
      b0 = madd(t, v0, b0);
      const v1 = v128.load(q1);
      a1 = madd(s, v1, a1);
      b1 = madd(t, v1, b1);
      const v2 = v128.load(q2);
      a2 = madd(s, v2, a2);
      b2 = madd(t, v2, b2);
      const v3 = v128.load(q3);
      a3 = madd(s, v3, a3);
      b3 = madd(t, v3, b3);
      const v4 = v128.load(q4);
      a4 = madd(s, v4, a4);
      b4 = madd(t, v4, b4);
      q0 += step;
      q1 += step;
      q2 += step;
      q3 += step;
      q4 += step;
    }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums, a2, 32);
  v128.store(sums, a3, 48);
  v128.store(sums, a4, 64);
  v128.store(other, b0);
  v128.store(other, b1, 16);
  v128.store(other, b2, 32);
  v128.store(other, b3, 48);
  v128.store(other, b4, 64);
}

/**
 * The gradient by the weights: dweights[o, c, ky, kx] = Σ dy[n, o, i, j] · x[n, c, i · stride + ky · dilation −
 * padding, …]. Every sum is a vector until the end, one lane for each picture of a quartet.
 */
export function convolutionWeightsBackward(
  batch: i32, channels: i32, height: i32, width: i32, outputs: i32, kernelHeight: i32, kernelWidth: i32,
  strideY: i32, strideX: i32, paddingY: i32, paddingX: i32, dilationY: i32, dilationX: i32,
  x: usize, dy: usize, dweights: usize, scratch: usize, keep: i32,
): void {
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX), pixels = rows * columns;
  const line = <usize>(width + 2 * paddingX) * VECTOR, plane = <usize>(height + 2 * paddingY) * line;
  const inside = scratch + <usize>paddingY * line + <usize>paddingX * VECTOR;
  const picture: usize = (channels * height * width) << 2, dyPicture: usize = (outputs * pixels) << 2;
  const spread = scratch + <usize>channels * plane, dyPlane = <usize>pixels * VECTOR;
  // a list of the taps of all channels
  const taps = spread + <usize>outputs * dyPlane, count = channels * kernelHeight * kernelWidth;
  let end = taps;
  for (let c = 0; c < channels; c++) {
    const from = end;
    end = listPlaces(kernelHeight, kernelWidth, <usize>dilationY * line, dilationX * VECTOR, end);
    for (let t = from; t < end; t += 4) store<usize>(t, load<usize>(t) + <usize>c * plane);
  }
  for (let k = 0; k < TAPS; k++) store<usize>(end + (k << 2), 0);
  const sums = behind(end), ofOutput = <usize>(count + TAPS) * VECTOR;
  memory.fill(scratch, 0, <usize>channels * plane);
  memory.fill(sums, 0, <usize>(outputs + 1) * ofOutput);
  for (; batch > 0; batch -= 4, x += 4 * picture, dy += 4 * dyPicture) {
    interleave(batch, picture, channels, height, width, x, inside, plane, line, VECTOR);
    interleave(batch, dyPicture, outputs, 1, pixels, dy, spread, dyPlane, 0, VECTOR);
    for (let o = 0; o < outputs; o += 2)
      for (let k = 0; k < count; k += TAPS)
        slopes(
          rows, columns, scratch, <usize>strideY * line, strideX * VECTOR, taps + (k << 2),
          spread + <usize>o * dyPlane, o + 1 < outputs ? dyPlane : 0,
          sums + <usize>o * ofOutput + <usize>k * VECTOR, ofOutput,
        );
  }
  const mask = keeping(keep);
  for (let o = 0; o < outputs; o++)
    for (let k = 0; k < count; k++, dweights += 4) {
      const sum = laneSum(v128.load(sums + <usize>o * ofOutput + <usize>k * VECTOR));
      store<f32>(dweights, f32x4.extract_lane(held(dweights, mask), 0) + sum);
    }
}
