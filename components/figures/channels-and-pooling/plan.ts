// Where the five maps stand on the paper: from left to right, the two maps of strokes one above the other.
import { cornerSides } from '#engine';
import type { Paper } from '../../charts/Plot.svelte';

const GAPS = 3;
/** Cells of white between neighbours. */
const GAP = 1.6;

export function mapsPlan({ width, height, label }: Pick<Paper, 'width' | 'height' | 'label'>) {
  const { picture, strokes, corners, pooled } = cornerSides;
  const title = label * 1.5;
  const cell = Math.min(
    (width - 4) / (picture + strokes + corners + pooled + GAPS * GAP),
    (height - 2 * title - 4) / (2 * strokes),
  );
  const gap = (width - 4 - (picture + strokes + corners + pooled) * cell) / GAPS;
  const middle = (height + title) / 2;
  const top = (side: number) => middle - (side * cell) / 2;
  const across = [0, picture * cell + gap, (picture + strokes) * cell + 2 * gap];
  return {
    cell,
    picture: { x: 2 + across[0], y: top(picture) },
    upright: { x: 2 + across[1], y: title },
    level: { x: 2 + across[1], y: height - 2 - strokes * cell },
    corners: { x: 2 + across[2], y: top(corners) },
    pooled: { x: width - 2 - pooled * cell, y: top(pooled) },
  };
}
