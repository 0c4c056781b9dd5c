// The points on a plane that the folding networks are trained on: four fields of the exclusive or, two moons, and a disc in
// a ring. Knows no network.
import { dealPlanar } from '../data/planar.ts';
import type { Example } from './perceptron.ts';

export type FoldSet = 'xor' | 'moons' | 'ring';

const dealt = (set: 'xor' | 'moons' | 'circle', count: number, noise: number): Example[] =>
  dealPlanar({ set, seed: 4, count, noise, share: 1 }).train.map(({ x, y, target }) => ({
    inputs: [x, y],
    target: target === 1 ? 1 : 0,
  }));

/** The same points each time. */
export const foldPoints: Readonly<Record<FoldSet, () => readonly Example[]>> = {
  xor: () => dealt('xor', 120, 0),
  moons: () => dealt('moons', 120, 0.12),
  ring: () => dealt('circle', 160, 0),
};
