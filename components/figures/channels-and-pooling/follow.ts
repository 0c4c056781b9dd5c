// What one pixel of the corner finder comes from: eighteen products over two channels, a block of four that is pooled, and
// the field of pixels on which it hangs, layer by layer. Pure.
import { cornerKernels, cornerSides, findCorners, type CornerMaps, type PoolKind } from '#engine';

export interface FollowState {
  show: 'channels' | 'pooling' | 'field';
  at: readonly [column: number, row: number];
  pooledAt: readonly [column: number, row: number];
  back: '0' | '1' | '2' | '3';
  kind: PoolKind;
  moved: '0' | '1' | '2';
}

export interface Term {
  pixel: number;
  weight: number;
  product: number;
}

/** A square of pixels of a map. */
export interface Square {
  column: number;
  row: number;
  size: number;
}

export interface Followed {
  maps: CornerMaps;
  /** The pixel of the corner map that is followed: where the handle is, rounded. */
  at: { column: number; row: number };
  /** The nine terms of each channel, and their sums. */
  upright: Term[];
  level: Term[];
  sums: { upright: number; level: number; all: number };
  /** The four pixels that are pooled into one, and that one. */
  block: number[];
  pooled: number;
  /** By how many of its own pixels the pooled map has moved, against the seven in its first place; null when it is no moved copy. */
  pooledMoved: number | null;
  /** What lies before a pooled pixel, from the pooled map back to the picture. */
  field: [pooled: Square, corners: Square, strokes: Square, picture: Square];
}

const tidy = (value: number) => Math.round(value * 1e9) / 1e9 + 0;
const total = (terms: readonly Term[]) => tidy(terms.reduce((sum, { product }) => sum + product, 0));

function termsOf(map: readonly number[], weights: readonly number[], { column, row }: Followed['at']): Term[] {
  return weights.map((weight, i) => {
    const pixel = map[(row + Math.floor(i / 3)) * cornerSides.strokes + column + (i % 3)];
    return { pixel, weight, product: tidy(weight * pixel) };
  });
}

/** By how many columns to the right the first map has to be moved to be the second, if any number does it. */
function movedBy(first: readonly number[], second: readonly number[]): number | null {
  const side = cornerSides.pooled;
  const is = (by: number) => second.every((value, i) => value === (i % side < by ? 0 : first[i - by]));
  return [0, 1, 2].find(is) ?? null;
}

export function follow({ at: [atColumn, atRow], pooledAt, kind, moved }: FollowState): Followed {
  const at = { column: Math.round(atColumn), row: Math.round(atRow) };
  const maps = findCorners(Number(moved), kind);
  const upright = termsOf(maps.upright, cornerKernels.cornerUpright, at);
  const level = termsOf(maps.level, cornerKernels.cornerLevel, at);
  const [column, row] = pooledAt.map(Math.round);
  const corner = (down: number, across: number) =>
    maps.corners[(2 * row + down) * cornerSides.corners + 2 * column + across];
  const sums = { upright: total(upright), level: total(level) };
  const before = { column: 2 * column, row: 2 * row };
  return {
    maps,
    at,
    upright,
    level,
    sums: { ...sums, all: tidy(sums.upright + sums.level + cornerKernels.bias) },
    block: [corner(0, 0), corner(0, 1), corner(1, 0), corner(1, 1)],
    pooled: maps.pooled[row * cornerSides.pooled + column],
    pooledMoved: movedBy(findCorners(0, kind).pooled, maps.pooled),
    field: [{ column, row, size: 1 }, ...[2, 4, 6].map((size) => ({ ...before, size }))] as Followed['field'],
  };
}
