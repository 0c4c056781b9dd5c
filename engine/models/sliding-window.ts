/**
 * One kernel of 3 × 3 weights, slid over a grey picture by the engine's `conv2d`: the whole output, and the arithmetic of
 * one window. As in every deep-learning library the kernel is not flipped: what is computed is a cross-correlation.
 */
import { PICTURE_HEIGHT, PICTURE_WIDTH, WHITE } from '../data/grey-picture.ts';
import { places } from '../kernels/windows.ts';
import { conv2d } from '../operations.ts';
import { compile, type Program } from '../program.ts';
import { constant, input } from '../tensor.ts';

const KERNEL_SIDE = 3;

/** How a window moves: pixels from place to place, zeros around the picture, distance between neighbouring weights. */
export interface Slide {
  stride: number;
  padding: number;
  dilation: number;
}

/** Kernels with names, row by row. In tenths, so that those that should keep a picture's brightness sum to exactly 1. */
export const namedKernels = {
  same: { words: 'leave as it is', weights: [0, 0, 0, 0, 1, 0, 0, 0, 0] },
  upright: { words: 'upright edges', weights: [-0.5, 0, 0.5, -1, 0, 1, -0.5, 0, 0.5] },
  level: { words: 'level edges', weights: [-0.5, -1, -0.5, 0, 0, 0, 0.5, 1, 0.5] },
  outline: { words: 'all edges', weights: [-0.2, -0.2, -0.2, -0.2, 1.6, -0.2, -0.2, -0.2, -0.2] },
  blur: { words: 'blur', weights: [0.1, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1] },
  sharpen: { words: 'sharpen', weights: [0, -0.5, 0, -0.5, 3, -0.5, 0, -0.5, 0] },
  emboss: { words: 'emboss', weights: [-1, -0.5, 0, -0.5, 1, 0.5, 0, 0.5, 1] },
} as const satisfies Record<string, { words: string; weights: readonly number[] }>;

export type KernelName = keyof typeof namedKernels;

/** Pixels from the first to the last that a kernel sees along one axis, both counted. */
export const reachOf = (dilation: number): number => dilation * (KERNEL_SIDE - 1) + 1;

/** Places that the window finds, down and across. */
export function outputSize({ stride, padding, dilation }: Slide): { rows: number; columns: number } {
  const along = (size: number) => places(size, KERNEL_SIDE, stride, padding, dilation);
  return { rows: along(PICTURE_HEIGHT), columns: along(PICTURE_WIDTH) };
}

export interface Filtered {
  rows: number;
  columns: number;
  /** Row by row; a pixel of white is 1. */
  values: Float32Array;
}

/** The last program: turning a weight keeps it, another stride, padding or dilation takes a new one. */
let last: { slide: Slide; program: Program; output: ReturnType<typeof conv2d> } | undefined;

function programFor(slide: Slide) {
  const same =
    last &&
    last.slide.stride === slide.stride &&
    last.slide.padding === slide.padding &&
    last.slide.dilation === slide.dilation;
  if (last && same) return last;
  const picture = input('picture', [1, 1, PICTURE_HEIGHT, PICTURE_WIDTH]);
  const kernel = input('kernel', [1, 1, KERNEL_SIDE, KERNEL_SIDE]);
  const output = conv2d(picture, kernel, constant([0]), slide);
  last = { slide: { ...slide }, program: compile({ outputs: [output] }), output };
  return last;
}

/** The picture (hundredths, row by row) under a kernel at every place of the window. */
export function slideKernel(picture: Uint8Array, weights: readonly number[], slide: Slide): Filtered {
  const { program, output } = programFor(slide);
  program.feed(
    'picture',
    Float32Array.from(picture, (level) => level / WHITE),
  );
  program.feed('kernel', weights);
  program.forward();
  return { ...outputSize(slide), values: Float32Array.from(program.value(output)) };
}

export interface WindowCell {
  /** Where it looks, in pixels of the picture; outside it when it looks at the padding. */
  x: number;
  y: number;
  inside: boolean;
  /** From 0 (black, and the padding) to 1 (white). */
  pixel: number;
  weight: number;
  product: number;
}

/** What one window sees and makes of it: nine products, row by row, and their sum. */
export interface WindowSum {
  row: number;
  column: number;
  cells: WindowCell[]; // [9]
  sum: number;
}

/** Takes away what binary fractions add to products of hundredths. */
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

/** The window of the output's pixel (row, column), as decimal arithmetic has it. */
export function windowAt(
  picture: Uint8Array,
  weights: readonly number[],
  { stride, padding, dilation }: Slide,
  row: number,
  column: number,
): WindowSum {
  const cells = weights.map((weight, i) => {
    const y = row * stride - padding + Math.floor(i / KERNEL_SIDE) * dilation;
    const x = column * stride - padding + (i % KERNEL_SIDE) * dilation;
    const inside = x >= 0 && y >= 0 && x < PICTURE_WIDTH && y < PICTURE_HEIGHT;
    const level = inside ? picture[y * PICTURE_WIDTH + x] : 0;
    return { x, y, inside, pixel: level / WHITE, weight, product: tidy((weight * level) / WHITE) };
  });
  return { row, column, cells, sum: tidy(cells.reduce((sum, { product }) => sum + product, 0)) };
}

/** The output's pixel whose window lies nearest to a pixel of the picture. */
export function placeNear(x: number, y: number, slide: Slide): { row: number; column: number } {
  const { rows, columns } = outputSize(slide);
  const along = (at: number, count: number) => {
    const place = Math.round((at + slide.padding - slide.dilation * ((KERNEL_SIDE - 1) / 2)) / slide.stride);
    return Math.max(0, Math.min(count - 1, place));
  };
  return { row: along(y, rows), column: along(x, columns) };
}

/** The pixel of the picture in the middle of a window. */
export function middleOf(row: number, column: number, { stride, padding, dilation }: Slide): { x: number; y: number } {
  const centre = dilation * ((KERNEL_SIDE - 1) / 2) - padding;
  return { x: column * stride + centre, y: row * stride + centre };
}
