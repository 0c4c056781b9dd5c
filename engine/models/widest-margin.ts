// The widest margin with which a line (through its weights and bias) separates examples on a plane, and with it Novikoff's
// bound (1962) on the corrections that a perceptron can need. Exact up to rounding: the margin is the distance from the
// origin to the convex hull of the signed examples (±x₁, ±x₂, ±1), whose nearest point lies on a corner, an edge or a face.
import type { Example } from './perceptron.ts';

type Vector = readonly [number, number, number];

export interface Margin {
  /** Distance γ of the nearest signed example from the best plane through the origin. */
  width: number;
  /** Length R of the longest signed example. */
  radius: number;
  /** (R / γ)²: the rule makes at most this many corrections, in whatever order the examples come. */
  bound: number;
}

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const along = (a: Vector, t: number, d: Vector): Vector => [a[0] + t * d[0], a[1] + t * d[1], a[2] + t * d[2]];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const length = (a: Vector) => Math.sqrt(dot(a, a));

/** Undefined when no line separates the examples. Inputs must be pairs; takes time in the cube of their number. */
export function widestMargin(examples: readonly Example[]): Margin | undefined {
  const signed = examples.map(({ inputs: [x1, x2], target }): Vector => {
    const sign = target === 1 ? 1 : -1;
    return [sign * x1, sign * x2, sign];
  });
  const radius = Math.max(...signed.map(length));
  // Every example lies at least |nearest| along the direction of the hull's nearest point; no other point has both.
  const separates = (nearest: Vector) => {
    const width = length(nearest);
    return width > 1e-9 * radius && signed.every((point) => dot(point, nearest) >= width * (width - 1e-9 * radius));
  };
  for (const nearest of candidates(signed)) {
    if (separates(nearest)) {
      const width = length(nearest);
      return { width, radius, bound: (radius * radius) / (width * width) };
    }
  }
  return undefined;
}

/** The points nearest to the origin of every corner, edge and face of the hull, and of much that lies inside it. */
function* candidates(points: readonly Vector[]): Generator<Vector, void, void> {
  yield* points;
  for (const [i, a] of points.entries()) {
    for (const b of points.slice(i + 1)) {
      const edge = subtract(b, a);
      const t = -dot(a, edge) / dot(edge, edge);
      if (t > 0 && t < 1) yield along(a, t, edge);
    }
  }
  for (const [i, a] of points.entries()) {
    for (const [j, b] of points.entries()) {
      if (j <= i) continue;
      for (const c of points.slice(j + 1)) {
        const normal = cross(subtract(b, a), subtract(c, a));
        const size = dot(normal, normal);
        if (size === 0) continue;
        const foot = along([0, 0, 0], dot(a, normal) / size, normal);
        if (insideTriangle(foot, a, b, c, normal)) yield foot;
      }
    }
  }
}

const insideTriangle = (p: Vector, a: Vector, b: Vector, c: Vector, normal: Vector): boolean =>
  [
    [a, b],
    [b, c],
    [c, a],
  ].every(([from, to]) => dot(cross(subtract(to, from), subtract(p, from)), normal) >= -1e-9 * dot(normal, normal));
