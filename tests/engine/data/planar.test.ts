// Points on the plane: the same from the same seed, inside the square, true to their rule, fairly divided, and steady under
// the knobs.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dealPlanar, PLANAR_EDGE, planarSets, type PlanarDataName, type PlanarPoint } from '#engine';

const names = Object.keys(planarSets) as PlanarDataName[];
const all = ({ train, test: held }: ReturnType<typeof dealPlanar>) => [...train, ...held];
const sorted = (points: readonly PlanarPoint[]) => points.map(({ target }) => target).sort((a, b) => a - b);

describe.each(names)('%s', (set) => {
  const { classes } = planarSets[set];

  test('same seed, same bits; another seed, other points', () => {
    expect(dealPlanar({ set, seed: 4, noise: 0.3 })).toEqual(dealPlanar({ set, seed: 4, noise: 0.3 }));
    expect(dealPlanar({ set, seed: 5 })).not.toEqual(dealPlanar({ set, seed: 4 }));
  });

  test('lies inside the square whatever the noise, with classes equally large and values from −1 to 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, noise) => {
        const points = all(dealPlanar({ set, seed, noise, count: 60 }));
        expect(points.every(({ x, y }) => Math.abs(x) <= PLANAR_EDGE && Math.abs(y) <= PLANAR_EDGE)).toBe(true);
        if (classes === 0) expect(points.every(({ target }) => Math.abs(target) <= 1)).toBe(true);
        else for (let c = 0; c < classes; c++) expect(points.filter((p) => p.target === c).length).toBe(60 / classes);
      }),
      { numRuns: 30 },
    );
  });

  test('noise moves points, and leaves them their targets; the division follows its share', () => {
    const still = dealPlanar({ set, seed: 2, count: 100, share: 0.7 });
    const moved = dealPlanar({ set, seed: 2, count: 100, share: 0.7, noise: 0.2 });
    expect([still.train.length, still.test.length]).toEqual([70, 30]);
    expect(moved.train.map(({ target }) => target)).toEqual(still.train.map(({ target }) => target));
    expect(moved.train).not.toEqual(still.train);
    const halved = dealPlanar({ set, seed: 2, count: 100, share: 0.5 });
    expect(all(halved)).toEqual(all(still));
    expect(sorted(all(moved))).toEqual(sorted(all(still)));
  });
});

test('without noise every point keeps its rule', () => {
  const of = (set: PlanarDataName) => all(dealPlanar({ set, seed: 7, count: 400 }));
  for (const { x, y, target } of of('xor')) expect(x * y < 0).toBe(target === 1);
  for (const { x, y, target } of of('circle')) expect(x * x + y * y < 2.25).toBe(target === 1);
  for (const { x, y, target } of of('slope')) expect(target).toBeCloseTo((x + y) / 5.6, 12);
});

test('what cannot be dealt is refused by name', () => {
  expect(() => dealPlanar({ set: 'xor', seed: 1, count: 0 })).toThrow('planar: count must be 1 or more: 0');
  expect(() => dealPlanar({ set: 'xor', seed: 1, noise: -1 })).toThrow('planar: noise must be from 0 to 1: -1');
  expect(() => dealPlanar({ set: 'xor', seed: 1, share: 2 })).toThrow('planar: share must be from 0 to 1: 2');
});
