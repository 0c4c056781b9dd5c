// A drawing as pen strokes on a lattice, its form in a link, and the ink that the pen leaves. One lattice step is half a
// cell of a 28×28 grid, so the centre of cell i lies at 2i + 1. Does not know what is drawn, nor with what device.
import { SIDE } from './digit-set.ts';
import type { Grey } from './normalise-digit.ts';

/** The lattice runs from 0 to 56 in both directions. */
export const LATTICE = 2 * SIDE;
/** A drawing holds at most this many points; more are dropped, so that a link stays a link. */
export const MOST_POINTS = 400;
/** Radius of the pen, in cells. */
const PEN = 1.15;

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

/** Does the pen's ink run over the edge of the paper? */
export const touchesEdge = (strokes: readonly Stroke[]): boolean => {
  const margin = Math.floor(2 * PEN);
  return strokes.flat().some(([x, y]) => Math.min(x, y) < margin || Math.max(x, y) > LATTICE - margin);
};

/**
 * The ink on a square of `28 · detail` pixels a side, edges smoothed over one pixel. Ink that falls beside the paper is
 * lost.
 */
export function inkOf(strokes: readonly Stroke[], detail = 4): Grey {
  const side = SIDE * detail;
  const ink = new Float32Array(side * side);
  const unit = detail / 2;
  const radius = PEN * detail;
  for (const stroke of strokes) {
    stroke.forEach((from, i) => {
      const to = stroke[i + 1] ?? from;
      if (i > 0 && i === stroke.length - 1) return;
      draw(ink, side, [from[0] * unit, from[1] * unit], [to[0] * unit, to[1] * unit], radius);
    });
  }
  return { width: side, height: side, ink };
}

function draw(ink: Float32Array, side: number, [ax, ay]: Point, [bx, by]: Point, radius: number) {
  const reach = radius + 1;
  const first = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - reach));
  const last = (a: number, b: number) => Math.min(side - 1, Math.ceil(Math.max(a, b) + reach));
  const length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  for (let y = first(ay, by); y <= last(ay, by); y++) {
    for (let x = first(ax, bx); x <= last(ax, bx); x++) {
      const px = x + 0.5 - ax;
      const py = y + 0.5 - ay;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * (bx - ax) + py * (by - ay)) / length));
      const [dx, dy] = [px - along * (bx - ax), py - along * (by - ay)];
      const distance = Math.sqrt(dx * dx + dy * dy);
      const coverage = Math.min(1, Math.max(0, radius + 0.5 - distance));
      if (coverage > ink[y * side + x]) ink[y * side + x] = coverage;
    }
  }
}
