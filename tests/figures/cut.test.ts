// The geometry of a straight cut, by its properties on random cuts and spots.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  biasThrough,
  grips,
  halfField,
  steepness,
  sumAt,
  turnedTo,
  visiblePart,
  type Cut,
  type Spot,
} from '../../components/charts/cut.ts';

const field = { x: [-3, 3], y: [-2, 2] } as const;
const amount = fc.double({ min: -4, max: 4, noNaN: true });
const cuts = fc
  .record({ w1: amount, w2: amount, b: amount })
  .filter((cut) => steepness(cut) > 0.05) as fc.Arbitrary<Cut>;
const spots = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }));

test('both ends of the visible part lie on the cut and inside the field', () => {
  fc.assert(
    fc.property(cuts, (cut) => {
      for (const end of visiblePart(cut, field) ?? []) {
        expect(Math.abs(sumAt(cut, end))).toBeLessThan(1e-9);
        expect(Math.abs(end[0])).toBeLessThan(3 + 1e-9);
        expect(Math.abs(end[1])).toBeLessThan(2 + 1e-9);
      }
    }),
  );
});

test('the two halves of the field make up the whole', () => {
  const area = (corners: readonly Spot[]) =>
    Math.abs(
      corners.reduce((sum, [x, y], i) => {
        const [nx, ny] = corners[(i + 1) % corners.length];
        return sum + x * ny - nx * y;
      }, 0) / 2,
    );
  fc.assert(
    fc.property(cuts, (cut) => {
      expect(area(halfField(cut, field, 1)) + area(halfField(cut, field, -1))).toBeCloseTo(24, 6);
    }),
  );
});

test('the grips lie on the cut', () => {
  fc.assert(
    fc.property(cuts, (cut) => {
      const held = grips(cut, field, 1.5, 0.3);
      for (const spot of held ? [held.slide, held.turn] : []) expect(Math.abs(sumAt(cut, spot))).toBeLessThan(1e-9);
    }),
  );
});

test('a cut slid to a spot goes through it, in the same direction', () => {
  fc.assert(
    fc.property(cuts, spots, (cut, spot) => {
      expect(Math.abs(sumAt({ ...cut, b: biasThrough(cut, spot) }, spot))).toBeLessThan(1e-9);
    }),
  );
});

test('a cut turned to a spot goes through it, with the same bias and steepness', () => {
  fc.assert(
    fc.property(cuts, spots, (cut, spot) => {
      fc.pre(Math.hypot(...spot) > Math.abs(cut.b) / steepness(cut));
      const after = { ...cut, ...turnedTo(cut, spot) };
      expect(steepness(after)).toBeCloseTo(steepness(cut), 9);
      expect(Math.abs(sumAt(after, spot))).toBeLessThan(1e-6);
    }),
  );
});

test('a cut turned to a spot on it stays, and a small move turns it a little', () => {
  fc.assert(
    fc.property(cuts, fc.double({ min: -0.1, max: 0.1, noNaN: true }), (cut, by) => {
      const held = grips(cut, field, 1.5, 0.3);
      fc.pre(held !== undefined && Math.hypot(...held.turn) > 0.5 + Math.abs(cut.b) / steepness(cut));
      const [x, y] = held?.turn ?? [0, 0];
      const after = turnedTo(cut, [x + by, y - by]);
      const cosine = (after.w1 * cut.w1 + after.w2 * cut.w2) / steepness(cut) ** 2;
      expect(cosine).toBeGreaterThan(Math.cos(0.5));
    }),
  );
});

test('there is no cut when both weights are zero, and none to be seen when it passes outside', () => {
  expect(visiblePart({ w1: 0, w2: 0, b: 1 }, field)).toBeUndefined();
  expect(visiblePart({ w1: 1, w2: 0, b: 10 }, field)).toBeUndefined();
});
