// One weight: slopes are true, borders stand at 2 / curvature, and what chapter 6 says of walks on the two curves holds.
import { expect, test } from 'vitest';
import { bottomBelow, curves, type CurveName } from '#engine';
import { descend, drain, EDGE, FLAT } from '#engine/jobs';

const H = 1e-5;

test.each(['bowl', 'valleys'] as CurveName[])(
  'slope and curvature of the %s are those of central differences',
  (name) => {
    const { loss, slope, curvature } = curves[name];
    for (let w = -3; w <= 3; w += 0.37) {
      expect(slope(w)).toBeCloseTo((loss(w + H) - loss(w - H)) / (2 * H), 7);
      expect(curvature(w)).toBeCloseTo((slope(w + H) - slope(w - H)) / (2 * H), 7);
    }
  },
);

test('every bottom is flat, curves upwards, and has its border at 2 / curvature', () => {
  for (const { bottoms, slope, curvature } of Object.values(curves))
    for (const { w, border } of bottoms) {
      expect(Math.abs(slope(w))).toBeLessThan(1e-12);
      expect(curvature(w)).toBeGreaterThan(0);
      expect(border).toBe(2 / curvature(w));
    }
  expect(curves.bowl.bottoms[0].border).toBe(2);
});

test('the valley below a place is the one that its ground falls to', () => {
  const [left, right] = curves.valleys.bottoms;
  for (const w of [-3, -1, 0.1]) expect(bottomBelow(curves.valleys, w)).toBe(left);
  for (const w of [0.2, 1, 3]) expect(bottomBelow(curves.valleys, w)).toBe(right);
});

test('near every bottom a rate just below the border brings the ball nearer, and one just above drives it away', () => {
  for (const curve of Object.keys(curves) as CurveName[])
    for (const { w, border } of curves[curve].bottoms) {
      const start = w + 0.01;
      const away = (rate: number) => {
        const frames = drain(descend, { curve, rate, start }, 200);
        return Math.abs(frames[frames.length - 1].w - w);
      };
      expect(away(border * 0.99)).toBeLessThan(0.005);
      expect(away(border * 1.01)).toBeGreaterThan(0.02);
    }
});

test('on the bowl every step multiplies the distance by 1 − rate, and at 2 the loss never changes', () => {
  for (const rate of [0.1, 0.5, 1.5, 1.9, 2.1])
    for (const [i, { w, next }] of drain(descend, { curve: 'bowl', rate, start: 1.5 }, 8).entries())
      if (Math.abs(w) < EDGE) expect(next / w, `step ${i} at ${rate}`).toBeCloseTo(1 - rate, 12);
  const hops = drain(descend, { curve: 'bowl', rate: 2, start: 2.4 }, 60);
  expect(hops).toHaveLength(60);
  for (const { loss } of hops) expect(loss).toBe(hops[0].loss);
});

test('a walk ends when the ball lies still or has left the page', () => {
  const still = drain(descend, { curve: 'valleys', rate: 1, start: 0.6 }, 100);
  expect(Math.abs(still[still.length - 1].slope)).toBeLessThan(FLAT);
  expect(still[still.length - 1].w).toBeCloseTo(curves.valleys.bottoms[1].w, 1);
  const gone = drain(descend, { curve: 'bowl', rate: 2.5, start: 1 }, 100);
  expect(Math.abs(gone[gone.length - 1].w)).toBeGreaterThan(EDGE);
  expect(gone.length).toBeLessThan(10);
});

test('at a rate of 2.2 the deep valley cannot hold the ball and the shallow one can', () => {
  for (const offset of [-0.4, -0.2, 0.1, 0.3, 0.5]) {
    const end = (w: number) => drain(descend, { curve: 'valleys', rate: 2.2, start: w + offset }, 200);
    const [deep, shallow] = curves.valleys.bottoms.map(({ w }) => end(w));
    expect(deep).toHaveLength(200);
    expect(Math.abs(shallow[shallow.length - 1].slope)).toBeLessThan(FLAT);
  }
});
