// Heights of a loss on a grid, read between its points: for maps of losses that are too dear to ask at every pixel.
// Knows nothing of what is mapped.

export interface HeightGrid {
  x: readonly [from: number, to: number];
  y: readonly [from: number, to: number];
  columns: number;
  rows: number;
  /** Row by row, rows running with y. */
  heights: ArrayLike<number>;
}

/** Asks once for every point of the grid. */
export function heightGrid(
  height: (x: number, y: number) => number,
  x: HeightGrid['x'],
  y: HeightGrid['y'],
  columns: number,
  rows: number,
): HeightGrid {
  const heights = Float64Array.from({ length: columns * rows }, (_, k) =>
    height(
      x[0] + ((x[1] - x[0]) * (k % columns)) / (columns - 1),
      y[0] + ((y[1] - y[0]) * Math.floor(k / columns)) / (rows - 1),
    ),
  );
  return { x, y, columns, rows, heights };
}

/** The height at a place: between four neighbours by weighted means (bilinear), beyond the edge by going straight on. */
export function readHeight({ x, y, columns, rows, heights }: HeightGrid, px: number, py: number): number {
  const i = ((px - x[0]) / (x[1] - x[0])) * (columns - 1);
  const j = ((py - y[0]) / (y[1] - y[0])) * (rows - 1);
  const left = Math.max(0, Math.min(columns - 2, Math.floor(i)));
  const low = Math.max(0, Math.min(rows - 2, Math.floor(j)));
  const [s, t] = [i - left, j - low];
  const at = (column: number, row: number) => heights[row * columns + column];
  const lower = (1 - s) * at(left, low) + s * at(left + 1, low);
  const upper = (1 - s) * at(left, low + 1) + s * at(left + 1, low + 1);
  return (1 - t) * lower + t * upper;
}
