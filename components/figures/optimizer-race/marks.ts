// The marks along a path as one line of SVG: which steps get one, and the outlines of all of them together. Pixels in,
// path text out; knows nothing of methods.
import { brief } from '../../charts/path.ts';
import type { Pixel } from './labels.ts';

export interface StepMark {
  at: Pixel;
  /** Radians, clockwise: the way the step went. */
  turn: number;
}

/** Corners about the origin for a radius of 6, as `charts/Mark.svelte` draws them. */
const corners = {
  grad: [
    [7.5, 0],
    [-6, 6.4],
    [-3, 0],
    [-6, -6.4],
  ],
  mom: [
    [-5.4, -5.4],
    [5.4, -5.4],
    [5.4, 5.4],
    [-5.4, 5.4],
  ],
  rms: [
    [-6.6, -3.3],
    [-3.3, -6.6],
    [0, -3.3],
    [3.3, -6.6],
    [6.6, -3.3],
    [3.3, 0],
    [6.6, 3.3],
    [3.3, 6.6],
    [0, 3.3],
    [-3.3, 6.6],
    [-6.6, 3.3],
    [-3.3, 0],
  ],
  adam: [
    [0, -7.4],
    [7.4, 0],
    [0, 7.4],
    [-7.4, 0],
  ],
} as const satisfies Record<string, readonly Pixel[]>;
export type StepKind = keyof typeof corners;

/** The steps of a path, its last apart, that stand at least `spacing` from the mark before and clear of all others. */
export function marksAlong(points: readonly Pixel[], spacing: number): StepMark[] {
  const marks: StepMark[] = [];
  const far = ([x, y]: Pixel, [fromX, fromY]: Pixel, distance: number) =>
    (x - fromX) * (x - fromX) + (y - fromY) * (y - fromY) >= distance * distance;
  for (let i = 1; i < points.length - 1; i++) {
    const at = points[i];
    if (!far(at, marks.at(-1)?.at ?? points[0], spacing)) continue;
    if (!marks.every((mark) => far(at, mark.at, spacing * 0.6))) continue;
    marks.push({ at, turn: headingAt(points, i) });
  }
  return marks;
}

/** The way the step to point `i` went, in radians. */
export const headingAt = (points: readonly Pixel[], i: number): number =>
  i > 0 ? Math.atan2(points[i][1] - points[i - 1][1], points[i][0] - points[i - 1][0]) : 0;

/** The outlines of all marks as one path, in so many parts of a pixel; only an arrow head turns with its step. */
export function outlines(kind: StepKind, marks: readonly StepMark[], radius: number, grain: number): string {
  const round = (value: number) => Math.round(value * grain) / grain;
  const scale = radius / 6;
  return marks
    .map(({ at, turn }) => {
      const [cos, sin] = kind === 'grad' ? [Math.cos(turn) * scale, Math.sin(turn) * scale] : [scale, 0];
      const shape = corners[kind].map(([x, y]): Pixel => [round(x * cos - y * sin), round(x * sin + y * cos)]);
      // By steps from corner to corner: for marks that do not turn they are the same text every time.
      const sides = shape.slice(1).flatMap(([x, y], i) => [round(x - shape[i][0]), round(y - shape[i][1])]);
      return `M${brief([round(at[0] + shape[0][0]), round(at[1] + shape[0][1])])}l${brief(sides)}z`;
    })
    .join('');
}
