// Maps of cells as areas and borders: in paths for paper and for pages without scripts, in strokes for a canvas.
import { SURENESS } from '#engine';
import { isolines } from '../../charts/isolines.ts';
import { stepwise } from '../../charts/path.ts';
import { simplify } from '../../charts/simplify.ts';

interface Box {
  left: number;
  top: number;
  size: number;
}

type Cells = Int8Array | Uint8Array;

/** How far a cell is inside a class: above zero inside. Of signed cells class 1 is above zero. */
function inside(cells: Cells, from: number, side: number, kind: number): Float32Array {
  const values = new Float32Array(side * side);
  for (let i = 0; i < values.length; i++) {
    const value = cells[from + i];
    if (cells instanceof Int8Array) values[i] = kind === 1 ? value : -value;
    else values[i] = Math.floor(value / SURENESS) === kind ? 0.5 + (value % SURENESS) : -0.5 - (value % SURENESS);
  }
  return values;
}

/** The outlines (closed), or only the borders within the square, of where a class rules. */
export function area(cells: Cells, side: number, kind: number, box: Box, closed: boolean, from = 0): string {
  const grid = { columns: side, rows: side, values: inside(cells, from, side, kind) };
  // The middles of the outermost cells are stretched to the edges, so that nothing is left white.
  const at = (i: number) => (i / (side - 1)) * box.size;
  return isolines(grid, 0, closed)
    .map((outline) => {
      const pixels = outline.map(([column, row]) => [box.left + at(column), box.top + at(row)] as const);
      return stepwise(simplify(pixels, 0.4), 1) + (closed ? 'Z' : '');
    })
    .join('');
}

/** Where the edges of a square, clockwise from its upper left corner, have a value of zero: places in it, from 0 to 1, in pairs. */
function crossings(corners: readonly number[]): (readonly [across: number, down: number])[] {
  const isHigh = (value: number) => value >= 0;
  const places = corners.flatMap((value, edge) => {
    const next = corners[(edge + 1) % 4];
    if (isHigh(value) === isHigh(next)) return [];
    const part = value / (value - next);
    return [([[part, 0], [1, part], [1 - part, 1], [0, 1 - part]] as const)[edge]]; // prettier-ignore
  });
  // A saddle: its middle decides which corners belong together.
  const isTurned = places.length === 4 && isHigh(corners.reduce((sum, each) => sum + each)) !== isHigh(corners[0]);
  return isTurned ? [...places.slice(1), places[0]] : places;
}

/** Strokes the borders between classes, or where signed cells are zero: square by square, for a canvas does not mind pieces. */
export function strokeBorders(context: CanvasRenderingContext2D, cells: Cells, from: number, side: number): void {
  const step = context.canvas.width / (side - 1);
  const kinds = cells instanceof Int8Array ? [1] : Array.from({ length: classCount(cells) }, (_, kind) => kind);
  context.beginPath();
  for (const kind of kinds) {
    const values = inside(cells, from, side, kind);
    for (let row = 0; row < side - 1; row++)
      for (let column = 0; column < side - 1; column++) {
        const at = row * side + column;
        const corners = [values[at], values[at + 1], values[at + side + 1], values[at + side]];
        crossings(corners).forEach(([across, down], i) =>
          context[i % 2 ? 'lineTo' : 'moveTo']((column + across) * step, (row + down) * step),
        );
      }
  }
  context.stroke();
}

export const classCount = (cells: Cells): number =>
  cells instanceof Int8Array ? 2 : 1 + Math.floor(cells.reduce((most, value) => Math.max(most, value), 0) / SURENESS);
