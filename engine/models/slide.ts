// Slides a digit sideways over its square of 28 × 28 pixels. What leaves the square is lost, as it is in the figure.
import { PIXELS, SIDE, type DigitSet } from '../data/digit-set.ts';

/** How far a digit is slid at most, in pixels, to either side. */
export const FARTHEST = 8;
export const slides = Array.from({ length: 2 * FARTHEST + 1 }, (_, i) => i - FARTHEST);

/** One picture, moved by whole pixels to the right. */
export function slid<Values extends Uint8Array | Float32Array>(picture: Values, by: number): Values {
  const moved = picture.slice().fill(0) as Values;
  for (let y = 0; y < SIDE; y++)
    for (let x = Math.max(0, by); x < Math.min(SIDE, SIDE + by); x++) moved[y * SIDE + x] = picture[y * SIDE + x - by];
  return moved;
}

/** Every digit of a set, moved alike. */
export function slidSet({ count, labels, levels }: DigitSet, by: number): DigitSet {
  const moved = new Uint8Array(levels.length);
  for (let digit = 0; digit < count; digit++)
    moved.set(slid(levels.subarray(digit * PIXELS, (digit + 1) * PIXELS), by), digit * PIXELS);
  return { count, labels, levels: moved };
}
