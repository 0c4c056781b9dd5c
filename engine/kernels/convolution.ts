/**
 * Convolution of a batch of pictures, forward and both ways back, straight from its definition: x [batch, channels,
 * height, width], weights [outputs, channels, kernelHeight, kernelWidth], y [batch, outputs, rows, columns]. As in every
 * deep-learning library the kernel is not flipped. The innermost loops run along a row of a picture; sums are carried in
 * double precision and rounded once when stored.
 *
 * All three begin with the same sizes: `stride…` is how far the window moves, `padding…` how many zeros surround the
 * picture, `dilation…` how far apart neighbouring pixels of the window are; Y is down and X across. `scratch` is room for
 * a faster form of these kernels to lay out zero-padded copies (see ops/conv2d.ts); here nothing is copied.
 */
import type { Memory } from './memory.ts';
import { endInside, firstInside, places } from './windows.ts';

let row = new Float64Array(64);

/** A row for sums in double precision, the same one at every call. */
function rowOf(width: number): Float64Array {
  if (row.length < width) row = new Float64Array(2 * width);
  return row;
}

/** y[n, o, i, j] = bias[o] + Σ weights[o, c, ky, kx] · x[n, c, i · stride + ky · dilation − padding, …] over c, ky, kx. */
export function convolutionForward(
  m: Memory,
  batch: number,
  channels: number,
  height: number,
  width: number,
  outputs: number,
  kernelHeight: number,
  kernelWidth: number,
  strideY: number,
  strideX: number,
  paddingY: number,
  paddingX: number,
  dilationY: number,
  dilationX: number,
  x: number,
  weights: number,
  bias: number,
  y: number,
  _scratch: number,
): void {
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX);
  const sums = rowOf(columns);
  let to = y;
  for (let n = 0; n < batch; n++)
    for (let o = 0; o < outputs; o++)
      for (let i = 0; i < rows; i++, to += columns) {
        sums.fill(m[bias + o], 0, columns);
        for (let c = 0; c < channels; c++)
          for (let ky = 0; ky < kernelHeight; ky++) {
            const at = i * strideY + ky * dilationY - paddingY;
            if (at < 0 || at >= height) continue;
            const from = x + ((n * channels + c) * height + at) * width;
            const taps = weights + ((o * channels + c) * kernelHeight + ky) * kernelWidth;
            for (let kx = 0; kx < kernelWidth; kx++) {
              const shift = kx * dilationX - paddingX;
              const end = endInside(shift, strideX, width, columns);
              const weight = m[taps + kx];
              let j = firstInside(shift, strideX);
              for (let p = from + j * strideX + shift; j < end; j++, p += strideX) sums[j] += weight * m[p];
            }
          }
        for (let j = 0; j < columns; j++) m[to + j] = sums[j];
      }
}

/**
 * The gradient by x: every dy[n, o, i, j] hands weights[o, c, ky, kx] · dy to the pixel it was multiplied with. Row by
 * row of dx, gathered from all windows that cover it; overwrites dx when `keep` is 0, adds to it when 1.
 */
export function convolutionInputBackward(
  m: Memory,
  batch: number,
  channels: number,
  height: number,
  width: number,
  outputs: number,
  kernelHeight: number,
  kernelWidth: number,
  strideY: number,
  strideX: number,
  paddingY: number,
  paddingX: number,
  dilationY: number,
  dilationX: number,
  weights: number,
  dy: number,
  dx: number,
  _scratch: number,
  keep: number,
): void {
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX);
  const sums = rowOf(width);
  let to = dx;
  for (let n = 0; n < batch; n++)
    for (let c = 0; c < channels; c++)
      for (let at = 0; at < height; at++, to += width) {
        sums.fill(0, 0, width);
        for (let ky = 0; ky < kernelHeight; ky++) {
          const i = (at + paddingY - ky * dilationY) / strideY; // the place whose window has its row ky here
          if (i < 0 || i >= rows || !Number.isInteger(i)) continue;
          for (let o = 0; o < outputs; o++) {
            const from = dy + ((n * outputs + o) * rows + i) * columns;
            const taps = weights + ((o * channels + c) * kernelHeight + ky) * kernelWidth;
            for (let kx = 0; kx < kernelWidth; kx++) {
              const shift = kx * dilationX - paddingX;
              const end = endInside(shift, strideX, width, columns);
              const weight = m[taps + kx];
              let j = firstInside(shift, strideX);
              for (let p = j * strideX + shift; j < end; j++, p += strideX) sums[p] += weight * m[from + j];
            }
          }
        }
        for (let j = 0; j < width; j++) m[to + j] = keep === 0 ? sums[j] : m[to + j] + sums[j];
      }
}

/**
 * The gradient by the weights: dweights[o, c, ky, kx] = Σ dy[n, o, i, j] · x[n, c, i · stride + ky · dilation − padding, …]
 * over n, i, j; overwrites when `keep` is 0, adds when 1.
 */
export function convolutionWeightsBackward(
  m: Memory,
  batch: number,
  channels: number,
  height: number,
  width: number,
  outputs: number,
  kernelHeight: number,
  kernelWidth: number,
  strideY: number,
  strideX: number,
  paddingY: number,
  paddingX: number,
  dilationY: number,
  dilationX: number,
  x: number,
  dy: number,
  dweights: number,
  _scratch: number,
  keep: number,
): void {
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX);
  let to = dweights;
  for (let o = 0; o < outputs; o++)
    for (let c = 0; c < channels; c++)
      for (let ky = 0; ky < kernelHeight; ky++) {
        const down = ky * dilationY - paddingY;
        const firstRow = firstInside(down, strideY);
        const endRow = endInside(down, strideY, height, rows);
        for (let kx = 0; kx < kernelWidth; kx++, to++) {
          const across = kx * dilationX - paddingX;
          const first = firstInside(across, strideX);
          const end = endInside(across, strideX, width, columns);
          let sum = 0;
          for (let n = 0; n < batch; n++)
            for (let i = firstRow; i < endRow; i++) {
              const slopes = dy + ((n * outputs + o) * rows + i) * columns;
              const pixels = x + ((n * channels + c) * height + i * strideY + down) * width + across;
              for (let j = first, p = pixels + first * strideX; j < end; j++, p += strideX) sum += m[slopes + j] * m[p];
            }
          m[to] = keep === 0 ? sum : m[to] + sum;
        }
      }
}
