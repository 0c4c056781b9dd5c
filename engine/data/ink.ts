// The ink that the pen leaves on the paper: only where a drawing is read is it needed.
import { SIDE } from './digit-set.ts';
import { LATTICE, type Point, type Stroke } from './drawing.ts';
import type { Grey } from './normalise-digit.ts';

/** Radius of the pen, in cells. */
const PEN = 1.15;

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
