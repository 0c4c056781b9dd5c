/**
 * The straight cut of a plane at w₁x₁ + w₂x₂ + b = 0: where it is seen, where a hand can take hold of it, and which cut a
 * hand asks for. Plain geometry in the plot's own values; knows no figure and no pixels.
 */
import type { Interval } from './scale.ts';

export type Spot = readonly [x: number, y: number];

/** A cut as a neuron has it; positive on the side that (w₁, w₂) points to. */
export interface Cut {
  w1: number;
  w2: number;
  b: number;
}

export interface Field {
  x: Interval;
  y: Interval;
}

export const sumAt = ({ w1, w2, b }: Cut, [x, y]: Spot): number => w1 * x + w2 * y + b;

/** Length of the weights' arrow. Zero means that there is no cut. */
export const steepness = ({ w1, w2 }: Cut): number => Math.hypot(w1, w2);

/** The part of the cut inside the field, or undefined when none of it is. The weights point to its left as it is walked. */
export function visiblePart(cut: Cut, { x, y }: Field): readonly [Spot, Spot] | undefined {
  const size = steepness(cut);
  if (size === 0) return undefined;
  const [nx, ny] = [cut.w1 / size, cut.w2 / size];
  const distance = -cut.b / size;
  // Points of the line are distance · n + t · (ny, −nx); each edge of the field allows an interval of t.
  let [from, to] = [-Infinity, Infinity];
  for (const [start, direction, [low, high]] of [
    [distance * nx, ny, x],
    [distance * ny, -nx, y],
  ] as const) {
    if (Math.abs(direction) < 1e-12) {
      if (start < low || start > high) return undefined;
      continue;
    }
    const [a, b] = [(low - start) / direction, (high - start) / direction];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  if (from >= to) return undefined;
  const at = (t: number): Spot => [distance * nx + t * ny, distance * ny - t * nx];
  return [at(from), at(to)];
}

/** The corners of the part of the field where the sum is positive (`side` 1) or negative (−1), in order. */
export function halfField(cut: Cut, { x, y }: Field, side: 1 | -1): Spot[] {
  const corners: Spot[] = [
    [x[0], y[0]],
    [x[1], y[0]],
    [x[1], y[1]],
    [x[0], y[1]],
  ];
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % 4];
    const [here, there] = [side * sumAt(cut, corner), side * sumAt(cut, next)];
    const kept: Spot[] = here >= 0 ? [corner] : [];
    if (here >= 0 === there >= 0) return kept;
    const t = here / (here - there);
    return [...kept, [corner[0] + t * (next[0] - corner[0]), corner[1] + t * (next[1] - corner[1])]];
  });
}

/** Where two hands can take hold of the cut: one near its middle, to slide it, and one `reach` further on, to turn it. */
export interface Grips {
  slide: Spot;
  turn: Spot;
}

/**
 * Both lie on the visible part, `margin` from its ends where there is room. Slide is as near to the origin as it can be,
 * which is where the weights' arrow starts.
 */
export function grips(cut: Cut, field: Field, reach: number, margin: number): Grips | undefined {
  const part = visiblePart(cut, field);
  if (!part) return undefined;
  const [a, b] = part;
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const along: Spot = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const at = (t: number): Spot => [a[0] + t * along[0], a[1] + t * along[1]];
  const edge = Math.min(margin, length / 4);
  const inside = (t: number) => Math.min(length - edge, Math.max(edge, t));
  const slide = inside(-(a[0] * along[0] + a[1] * along[1]));
  const forward = inside(slide + reach);
  const backward = inside(slide - reach);
  // Always on the same side while there is fair room, so that it does not leap from under a finger.
  const fair = forward - slide >= 0.6 * reach || forward - slide >= slide - backward;
  return { slide: at(slide), turn: at(fair ? forward : backward) };
}

/** The bias that makes the cut, in the same direction, go through a spot. */
export const biasThrough = ({ w1, w2 }: Cut, [x, y]: Spot): number => -(w1 * x + w2 * y);

/**
 * The weights, of the same length and with the same bias, whose cut goes through `spot`: of the two ways to turn there, the
 * shorter. For a spot nearer to the origin than the cut can come, the cut turns to face it.
 */
export function turnedTo(cut: Cut, spot: Spot): { w1: number; w2: number } {
  const size = steepness(cut);
  const far = Math.hypot(spot[0], spot[1]);
  if (far === 0) return cut;
  const apart = Math.acos(Math.min(1, Math.max(-1, -cut.b / size / far)));
  const towards = Math.atan2(spot[1], spot[0]);
  const now = Math.atan2(cut.w2, cut.w1);
  const turnOf = (angle: number) => 1 - Math.cos(angle - now);
  const [one, other] = [towards - apart, towards + apart];
  const angle = turnOf(one) <= turnOf(other) ? one : other;
  return { w1: size * Math.cos(angle), w2: size * Math.sin(angle) };
}
