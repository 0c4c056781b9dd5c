// Maps of cells as areas and borders, in paths: for paper, for pages without scripts, and for the line between classes.
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

export const classCount = (cells: Cells): number =>
  cells instanceof Int8Array ? 2 : 1 + Math.floor(cells.reduce((most, value) => Math.max(most, value), 0) / SURENESS);
