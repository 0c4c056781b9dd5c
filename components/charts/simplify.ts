/** Leaves out the points of a line that the eye does not miss (Ramer, Douglas and Peucker). Pixels in and out. */
import type { Pixel } from './path.ts';

/** The farthest any left-out point lies from the simplified line is `tolerance` pixels. */
export function simplify(points: readonly Pixel[], tolerance: number): Pixel[] {
  if (points.length < 3) return [...points];
  const kept = new Set([0, points.length - 1]);
  const spans: [from: number, to: number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const [[ax, ay], [bx, by]] = [points[from], points[to]];
    const length = Math.hypot(bx - ax, by - ay);
    let [farthest, most] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const [px, py] = points[i];
      // A closed line begins and ends in one point: there the distance to that point counts.
      const away =
        length > 1e-9 ? Math.abs((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / length : Math.hypot(px - ax, py - ay);
      if (away > most) [farthest, most] = [i, away];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    spans.push([from, farthest], [farthest, to]);
  }
  return [...kept].sort((a, b) => a - b).map((i) => points[i]);
}
