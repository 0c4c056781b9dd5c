// Points as a few paths, one for each kind of mark, however many points there are.
import type { PlanarPoint } from '#engine';
import { markPath } from '../../charts/marks.ts';
import { round } from '../../charts/path.ts';
import { classMarks } from './palette.ts';

interface Scales {
  x: (value: number) => number;
  y: (value: number) => number;
}

/** More than these of a list would be a blot, and slow to draw. The lists are shuffled, so that the first ones stand for all. */
export const MOST_DRAWN = 250;

/** One path for each mark that occurs. Values are marks of their sign, as large as they are far from zero. */
export function pointPaths(
  points: readonly PlanarPoint[],
  { x, y }: Scales,
  radius: number,
  isValue: boolean,
): { mark: (typeof classMarks)[number]; path: string }[] {
  const paths = classMarks.map(() => '');
  for (const point of points.slice(0, MOST_DRAWN)) {
    const kind = isValue ? Number(point.target >= 0) : point.target;
    const size = isValue ? radius * (0.35 + 0.75 * Math.abs(point.target)) : radius;
    paths[kind] += `M${round(x(point.x))} ${round(y(point.y))}${markPath(classMarks[kind], size)}`;
  }
  return classMarks.map((mark, i) => ({ mark, path: paths[i] })).filter(({ path }) => path !== '');
}
