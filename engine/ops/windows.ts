/** Windows over pictures [batch, channels, height, width]: their settings, checked, and the places they find. */
import { places } from '../kernels/windows.ts';
import { show, type Shape } from './shapes.ts';

/** Down and across. */
export type Pair = readonly [number, number];

/** One number for both directions, or [down, across]. */
export type Both = number | Pair;

export const both = (value: Both): Pair => (typeof value === 'number' ? [value, value] : value);

/** `2`, or `2×3` when the directions differ, as errors write it. */
const brief = ([y, x]: Pair): string => (Object.is(y, x) ? `${y}` : `${y}×${x}`);

/** Refuses all but two whole numbers of at least `least`. */
function checkPair(op: string, what: string, pair: Pair, least: 0 | 1): void {
  if (pair.length !== 2 || !pair.every((value) => Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${op}: ${what} must be a whole number of at least ${least}: ${brief(pair)}`);
}

/** Refuses all but pictures. */
function checkPictures(op: string, x: Shape): void {
  if (x.length !== 4) throw new RangeError(`${op}: x must be [batch, channels, height, width], not ${show(x)}`);
}

/** A window and how it moves. */
export interface Windows {
  /** What errors call it. */
  readonly what: 'kernel' | 'window';
  readonly size: Pair;
  readonly stride: Pair;
  readonly padding?: Pair;
  readonly dilation?: Pair;
}

/**
 * Rows and columns of places that windows find on pictures x.
 * @throws RangeError when x is no batch of pictures, a setting is no whole number, or a window does not fit.
 */
export function placesOf(op: string, x: Shape, { what, size, stride, padding, dilation = [1, 1] }: Windows): Pair {
  checkPictures(op, x);
  checkPair(op, 'size', size, 1);
  checkPair(op, 'stride', stride, 1);
  checkPair(op, 'padding', padding ?? [0, 0], 0);
  checkPair(op, 'dilation', dilation, 1);
  const along = (axis: 0 | 1): number =>
    places(x[2 + axis], size[axis], stride[axis], padding?.[axis] ?? 0, dilation[axis]);
  const found: Pair = [along(0), along(1)];
  if (found[0] < 1 || found[1] < 1) {
    const spread = brief(dilation) === '1' ? '' : ` with dilation ${brief(dilation)}`;
    const border = padding === undefined ? '' : ` with padding ${brief(padding)}`;
    throw new RangeError(`${op}: ${what} ${size.join('×')}${spread} does not fit input ${x[2]}×${x[3]}${border}`);
  }
  return found;
}

/**
 * The padding that leaves pictures as large as they are.
 * @throws RangeError when there is none: the window moves by more than 1, or is even.
 */
export function samePadding(op: string, size: Pair, stride: Pair, dilation: Pair): Pair {
  const ends = [dilation[0] * (size[0] - 1), dilation[1] * (size[1] - 1)];
  if (brief(stride) !== '1' || ends.some((end) => end % 2 !== 0))
    throw new RangeError(
      `${op}: padding 'same' needs stride 1 and an odd kernel, not stride ${brief(stride)} and kernel ${size.join('×')}`,
    );
  return [ends[0] / 2, ends[1] / 2];
}
