// A drawing as pen strokes on a lattice, and its form in a link. One lattice step is half a cell of a 28×28 grid, so the centre
// of cell i lies at 2i + 1. Does not know what is drawn, nor with what device. The ink that the pen leaves is in ink.ts.
import { SIDE } from './digit-set.ts';

/** The lattice runs from 0 to 56 in both directions. */
export const LATTICE = 2 * SIDE;
/** A drawing holds at most this many points; more are dropped, so that a link stays a link. */
export const MOST_POINTS = 400;

export type Point = readonly [x: number, y: number];
/** A stroke of one point is a dot. */
export type Stroke = readonly Point[];

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Two characters a point, strokes parted by a dot: short enough for a link, and made of characters that need no escape. */
export const formatStrokes = (strokes: readonly Stroke[]): string =>
  strokes.map((stroke) => stroke.map(([x, y]) => DIGITS[x] + DIGITS[y]).join('')).join('.');

/** Reads any text: what is not a drawing is dropped, points off the lattice are moved to its edge, the rest is kept. */
export function parseStrokes(text: string): Stroke[] {
  let left = MOST_POINTS;
  const strokes: Stroke[] = [];
  for (const part of text.slice(0, 8 * MOST_POINTS).split('.')) {
    const values = [...part].map((character) => DIGITS.indexOf(character));
    const stroke: Point[] = [];
    for (let i = 0; i + 1 < values.length && left > 0; i += 2) {
      if (values[i] < 0 || values[i + 1] < 0) continue;
      stroke.push([Math.min(LATTICE, values[i]), Math.min(LATTICE, values[i + 1])]);
      left--;
    }
    if (stroke.length > 0) strokes.push(stroke);
  }
  return strokes;
}

export const countPoints = (strokes: readonly Stroke[]): number =>
  strokes.reduce((sum, stroke) => sum + stroke.length, 0);
