/**
 * Where a window that slides along one axis stands, and which of its places touch the picture. Convolution and pooling
 * count with these; they know neither what is in the window nor that there are two axes.
 */

/**
 * How many places a window finds along an axis of `size` pixels with `padding` zeros at both ends, when it covers
 * `kernel` pixels that are `dilation` apart and moves by `stride`; less than 1 when it does not fit.
 */
export const places = (size: number, kernel: number, stride: number, padding: number, dilation: number): number =>
  Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;

/** The first place p from 0 with p · stride + shift ≥ 0: before it, this pixel of the window lies in the padding. */
export const firstInside = (shift: number, stride: number): number => Math.max(0, Math.ceil(-shift / stride));

/** The end of the places p below `count` with p · stride + shift < size: from it on, the pixel lies in the padding. */
export const endInside = (shift: number, stride: number, size: number, count: number): number =>
  Math.min(count, Math.floor((size - 1 - shift) / stride) + 1);
