// Points that the reader brought, drawn by hand or read from a table: kept as plain lists, laid into the square, and divided
// into training and test by luck that a seed gives.
import { random } from '../random.ts';
import type { PlanarData, PlanarPoint } from './planar.ts';

export interface OwnPoints {
  /** How many classes; 0 for values. */
  readonly classes: number;
  /** What the classes are called. */
  readonly names: readonly string[];
  /** Coordinates in the square, and classes from 0 or values from −1 to 1; lists of one length. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly target: Float32Array;
}

const ownPoints = ({ x, y, target }: OwnPoints): PlanarPoint[] =>
  Array.from(x, (value, i) => ({ x: value, y: y[i], target: target[i] }));

/** Shuffled and divided; the first of every class is for training, so that there is something to tell apart. */
export function splitOwn(own: OwnPoints, seed: number, share: number): PlanarData {
  const points = random(seed).fork('own').shuffle(ownPoints(own));
  const met = new Set<number>();
  const isFirst = ({ target }: PlanarPoint): boolean => {
    const key = own.classes ? target : 0;
    return !met.has(key) && met.add(key).size > 0;
  };
  const [firsts, others]: [PlanarPoint[], PlanarPoint[]] = [[], []];
  for (const point of points) (isFirst(point) ? firsts : others).push(point);
  const more = Math.max(0, Math.round(points.length * share) - firsts.length);
  return { train: [...firsts, ...others.slice(0, more)], test: others.slice(more) };
}
