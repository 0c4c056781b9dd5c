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

/** Shuffled and divided; as long as there are two or more, at least one is for training. */
export function splitOwn(own: OwnPoints, seed: number, share: number): PlanarData {
  const points = random(seed).fork('own').shuffle(ownPoints(own));
  const cut = Math.max(Math.min(1, points.length), Math.round(points.length * share));
  return { train: points.slice(0, cut), test: points.slice(cut) };
}
