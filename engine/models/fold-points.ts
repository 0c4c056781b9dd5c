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

const dealtOnce = new Map<FoldSet, readonly Example[]>();

function once(set: FoldSet, deal: () => readonly Example[]): readonly Example[] {
  const points = dealtOnce.get(set) ?? deal();
  dealtOnce.set(set, points);
  return points;
}

/** The same points each time. */
export const foldPoints: Readonly<Record<FoldSet, () => readonly Example[]>> = {
  xor: () => once('xor', () => dealt('xor', 120, 0)),
  moons: () => once('moons', () => dealt('moons', 120, 0.12)),
  ring: () => once('ring', () => dealt('circle', 160, 0)),
};
