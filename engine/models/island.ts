// Sixty points of the plane for networks that one can see whole: an island of twenty-two in a sea of thirty-eight, made
// from a seed. Knows no network.
import { random } from '../random.ts';

export interface IslandPoint {
  x: number;
  y: number;
  /** 1 on the island, 0 in the sea. */
  label: 0 | 1;
}

/** All points keep this distance from each other, so that each mark can be seen. */
const APART = { island: 0.105, sea: 0.17 };
const SHORE = { inner: 0.31, outer: 0.54 };
const EDGE = 0.93;

function deal(seed: number): IslandPoint[] {
  const rng = random(seed);
  const points: IslandPoint[] = [];
  const far = (x: number, y: number) => Math.sqrt(x * x + y * y);
  const isFree = (x: number, y: number, apart: number) =>
    points.every((point) => far(point.x - x, point.y - y) > apart);
  while (points.length < 22) {
    const [x, y] = [rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5)];
    if (far(x, y) < SHORE.inner && isFree(x, y, APART.island)) points.push({ x, y, label: 1 });
  }
  while (points.length < 60) {
    const [x, y] = [rng.uniform(-EDGE, EDGE), rng.uniform(-EDGE, EDGE)];
    if (far(x, y) > SHORE.outer && isFree(x, y, APART.sea)) points.push({ x, y, label: 0 });
  }
  return points;
}

/** The same sixty points, always. */
export const island: readonly IslandPoint[] = deal(11);
