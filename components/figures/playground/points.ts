// Points as a few paths, one for each kind of mark, however many points there are.
import type { PlanarPoint } from '#engine';
import { classMarks } from './palette.ts';

interface Scales {
  x: (value: number) => number;
  y: (value: number) => number;
}

/** Shapes about the origin for a radius of 6; those of the book's marks. */
const shapes: Record<(typeof classMarks)[number], (r: number) => string> = {
  plus: (r) => `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  minus: (r) => `m0 ${-1.17 * r}l${1.1 * r} ${2 * r}h${-2.2 * r}z`,
  adam: (r) => `m0 ${-1.23 * r}l${1.23 * r} ${1.23 * r}l${-1.23 * r} ${1.23 * r}l${-1.23 * r} ${-1.23 * r}z`,
  mom: (r) => `m${-0.9 * r} ${-0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}z`,
  rms: (r) =>
    `m${-r} ${-0.4 * r}h${0.6 * r}v${-0.6 * r}h${0.8 * r}v${0.6 * r}h${0.6 * r}v${0.8 * r}h${-0.6 * r}v${0.6 * r}h${-0.8 * r}v${-0.6 * r}h${-0.6 * r}z`,
};

const tidy = (path: string): string =>
  path.replace(/-?\d*\.\d+/g, (text) => String(Math.round(Number(text) * 10) / 10));

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
    paths[kind] +=
      `M${Math.round(x(point.x) * 10) / 10} ${Math.round(y(point.y) * 10) / 10}${tidy(shapes[classMarks[kind]](size))}`;
  }
  return classMarks.map((mark, i) => ({ mark, path: paths[i] })).filter(({ path }) => path !== '');
}
