// Where square maps stand beside each other in a drawing, and their cells as runs of one tone. Pure.
import { Runs } from '../../charts/path.ts';

/** How many maps, cells to a side of each, and maps to a row. */
export interface TileLayout {
  count: number;
  side: number;
  columns: number;
}

/** Units of the drawing to a cell, so that every place is a whole number. */
export const CELL = 2;

/** Where in a cell its dash begins, and how long it is. */
export const DASH = { from: 0.5, length: 1 };

/** Around the maps there is room for half a frame. */
export const EDGE = 0.4;
/** How thick the frame of a map is. */
export const ruleOf = ({ side }: TileLayout): number => side / 35;

/** The size of the drawing, and left, top and side of each map. */
export function framesOf({ count, side, columns }: TileLayout) {
  const gap = Math.max(1, Math.round((CELL * side) / 12));
  const pitch = CELL * side + gap;
  const at = Array.from(
    { length: count },
    (_, map) => [(map % columns) * pitch, Math.floor(map / columns) * pitch, CELL * side] as const,
  );
  return { width: columns * pitch - gap, height: Math.ceil(count / columns) * pitch - gap, at };
}

/** Told of each run of cells of one tone: its left end, the middle of its height, how many cells, and the tone, minus below zero. */
type OnRun = (x: number, y: number, cells: number, level: number) => void;

/** Goes through all maps; each is in full tone where it is largest, so that a faint one can be seen, too. */
export function runsOf(layout: TileLayout, values: ArrayLike<number> | null, tones: number, onrun: OnRun): void {
  if (!values) return;
  const { side } = layout;
  framesOf(layout).at.forEach(([left, top], map) => {
    const from = map * side * side;
    let most = 1e-9;
    for (let i = from; i < from + side * side; i++) most = Math.max(most, Math.abs(values[i]));
    const levelAt = (i: number) => Math.round((tones * values[i]) / most);
    for (let row = 0; row < side; row++) {
      const at = from + row * side;
      for (let column = 0; column < side;) {
        const level = levelAt(at + column);
        let end = column + 1;
        while (end < side && levelAt(at + end) === level) end++;
        if (level !== 0) onrun(left + CELL * column, top + CELL * row + CELL / 2, end - column, level);
        column = end;
      }
    }
  });
}

/** One path a tone, and dashes on cells that are clearly below zero: the sign without colour. */
export function layersOf(layout: TileLayout, values: ArrayLike<number> | null, tones: number, signed: boolean) {
  const paths = Array.from({ length: 2 * tones + 1 }, () => new Runs());
  const dashes = new Runs();
  runsOf(layout, values, tones, (x, y, cells, level) => {
    paths[level + tones].add(x, y, CELL * cells);
    if (signed && level <= -2) for (let i = 0; i < cells; i++) dashes.add(x + CELL * i + DASH.from, y, DASH.length);
  });
  const layers = paths.map(({ path }, i) => ({ level: i - tones, path })).filter(({ path }) => path);
  return { tones: layers, dashes: dashes.path };
}
