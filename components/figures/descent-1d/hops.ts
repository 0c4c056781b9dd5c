// The ball's picture in pixels: the arcs it was thrown along, and how it rests on a slope. Knows scales, not rules.
import type { Scale } from '../../charts/scale.ts';

export interface Spot {
  x: number;
  y: number;
}

/** From each spot to the next: thrown sideways, falling where it falls. Hops too short to see are left out. */
export function hops(spots: readonly Spot[], shortest: number): string {
  let path = '';
  for (let i = 0; i + 1 < spots.length; i++) {
    const [from, to] = [spots[i], spots[i + 1]];
    const across = to.x - from.x;
    if (Math.abs(across) < shortest) continue;
    const top = Math.max(4, Math.min(from.y, to.y) - 5 - 0.16 * Math.abs(across));
    const p = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;
    path += `M${p(from.x, from.y)}C${p(from.x + across * 0.4, top)} ${p(from.x + across * 0.94, top)} ${p(to.x, to.y)}`;
  }
  return path;
}

export interface Resting {
  /** Where the ball touches the ground. */
  foot: Spot;
  /** Its middle. */
  middle: Spot;
  /** Along the ground, to the right; length 1. */
  along: Spot;
}

/** A ball of radius r that touches the ground at w, whose slope is given in the plot's own values. */
export function rest(w: number, loss: number, slope: number, r: number, x: Scale, y: Scale): Resting {
  const foot = { x: x(w), y: y(loss) };
  const steep = (slope * (y(1) - y(0))) / (x(1) - x(0));
  const length = Math.hypot(1, steep);
  const along = { x: 1 / length, y: steep / length };
  return { foot, along, middle: { x: foot.x + along.y * r, y: foot.y - along.x * r } };
}
