/** Lines of equal height through a grid of values, by marching squares. Grid coordinates in and out; knows no pixels. */

export interface Grid {
  columns: number;
  rows: number;
  /** Row by row: the value at (column, row) is `values[row * columns + column]`. */
  values: ArrayLike<number>;
}

export type Line = [column: number, row: number][];

/** Samples a function at the corners of a grid laid over two intervals. Rows run with y. */
export function sample(
  f: (x: number, y: number) => number,
  x: readonly [number, number],
  y: readonly [number, number],
  columns: number,
  rows: number,
): Grid {
  const values = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      values[row * columns + column] = f(
        x[0] + ((x[1] - x[0]) * column) / (columns - 1),
        y[0] + ((y[1] - y[0]) * row) / (rows - 1),
      );
  return { columns, rows, values };
}

/**
 * The lines on which the grid stands at `level`. With `closed`, everything outside the grid counts as lower, so that each
 * line is the whole outline of a region that is at least `level` high.
 */
export function isolines({ columns, rows, values }: Grid, level: number, closed = false): Line[] {
  const margin = closed ? 1 : 0;
  const width = columns + 2 * margin;
  const height = rows + 2 * margin;
  const at = (i: number, j: number): number => {
    const [column, row] = [i - margin, j - margin];
    if (column < 0 || row < 0 || column >= columns || row >= rows) return -Infinity;
    return values[row * columns + column] - level;
  };
  const place = (i: number, j: number, towards: 0 | 1): [number, number] => {
    const [di, dj] = towards === 0 ? [1, 0] : [0, 1];
    const [a, b] = [at(i, j), at(i + di, j + dj)];
    const t = a === -Infinity ? 1 : b === -Infinity ? 0 : a / (a - b);
    return [i + di * t - margin, j + dj * t - margin];
  };
  // An edge is named by its lower corner and direction; each crossing edge is joined to one or two others.
  const name = (i: number, j: number, towards: 0 | 1) => 2 * (j * width + i) + towards;
  const points = new Map<number, [number, number]>();
  const joined = new Map<number, number[]>();
  const join = (a: number, b: number) => {
    joined.set(a, [...(joined.get(a) ?? []), b]);
    joined.set(b, [...(joined.get(b) ?? []), a]);
  };
  const high = new Uint8Array(width * height);
  for (let j = 0, k = 0; j < height; j++) for (let i = 0; i < width; i++, k++) if (at(i, j) >= 0) high[k] = 1;
  for (let j = 0; j < height - 1; j++)
    for (let i = 0; i < width - 1; i++) {
      const k = j * width + i;
      const count = high[k] + high[k + 1] + high[k + 1 + width] + high[k + width];
      if (count === 0 || count === 4) continue; // no line passes: so it is nearly everywhere
      const corners = [high[k], high[k + 1], high[k + 1 + width], high[k + width]];
      const edges = [
        [i, j, 0],
        [i + 1, j, 1],
        [i, j + 1, 0],
        [i, j, 1],
      ] as const;
      const crossed = edges.flatMap(([ei, ej, towards], side) => {
        if (corners[side] === corners[(side + 1) % 4]) return [];
        const edge = name(ei, ej, towards);
        if (!points.has(edge)) points.set(edge, place(ei, ej, towards));
        return [edge];
      });
      if (crossed.length === 2) join(crossed[0], crossed[1]);
      else if (crossed.length === 4) {
        // A saddle: its middle decides which corners belong together.
        const middle = (at(i, j) + at(i + 1, j) + at(i + 1, j + 1) + at(i, j + 1)) / 4 >= 0;
        const turn = Number(middle) === corners[0] ? 0 : 1;
        join(crossed[turn], crossed[1 + turn]);
        join(crossed[2 + turn], crossed[(3 + turn) % 4]);
      }
    }
  const point = (edge: number) => points.get(edge) as [number, number];
  const lines: Line[] = [];
  const walk = (start: number) => {
    const line: Line = [point(start)];
    for (let edge = start; ;) {
      const next = joined.get(edge)?.pop();
      if (next === undefined) break;
      const back = joined.get(next) as number[];
      back.splice(back.indexOf(edge), 1);
      line.push(point(next));
      edge = next;
    }
    if (line.length > 1) lines.push(line);
  };
  for (const [edge, others] of joined) if (others.length === 1) walk(edge);
  for (const [edge, others] of joined) if (others.length > 0) walk(edge);
  return lines;
}
