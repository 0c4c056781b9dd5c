// Two weights: gradients are true, the recorded slice is the network's, tuned rates are the best of their grid, and what
// chapter 6 says of the race holds.
import { expect, test } from 'vitest';
import {
  angleBetween,
  askWhichWay,
  bounds,
  heightGrid,
  hollowGradient,
  hollowHeight,
  landscapes,
  methods,
  NEAR,
  random,
  readHeight,
  STEPS,
  surface,
  surfaceNames,
  tunedRates,
  walk,
  type LandscapeName,
  type Place,
} from '#engine';
import record from '../../../engine/models/net-slice.json' with { type: 'json' };
import { recordedHeight, slicePlaces } from '../../../engine/models/net-slice.ts';
import { rateGrid, score, tune } from '../../../engine/models/optimizer-race.ts';
import { recordSlice } from '../../../scripts/net-slice.ts';

const H = 1e-5;
const places = (seed: number, count: number): Place[] => {
  const rng = random(seed);
  return Array.from({ length: count }, (): Place => [rng.uniform(...bounds.x), rng.uniform(...bounds.y)]);
};

test.each(surfaceNames)('the gradient of the %s is that of central differences', (name) => {
  const { feel } = surface(name);
  const step = 1e-5;
  for (const [x, y] of places(7, 25)) {
    const { gradient } = feel([x, y]);
    const dx = (feel([x + step, y]).loss - feel([x - step, y]).loss) / (2 * step);
    const dy = (feel([x, y + step]).loss - feel([x, y - step]).loss) / (2 * step);
    expect(gradient[0]).toBeCloseTo(dx, 5);
    expect(gradient[1]).toBeCloseTo(dy, 5);
  }
});

test('the lowest points of the landscapes are flat and at the lowest loss', () => {
  for (const [name, { minima, lowest }] of Object.entries(landscapes))
    for (const place of minima) {
      const { loss, gradient } = surface(name as keyof typeof landscapes).feel(place);
      expect(loss, name).toBeCloseTo(lowest, 12);
      expect(Math.hypot(...gradient), name).toBeLessThan(1e-12);
    }
});

test('the gradient of the hollow is true, and crosses the contour at a right angle', () => {
  for (const [x, y] of places(3, 20)) {
    const [gx, gy] = hollowGradient([x, y]);
    expect(gx).toBeCloseTo((hollowHeight(x + H, y) - hollowHeight(x - H, y)) / (2 * H), 6);
    const along = hollowHeight(x - gy * H, y + gx * H) - hollowHeight(x, y);
    expect(Math.abs(along)).toBeLessThan(1e-7);
  }
});

test.each([1, 2, 3, 4, 5, 250, 500, 999])(
  'seed %i asks six times which way is down, and begins where the lowest point misleads',
  (seed) => {
    const asked = askWhichWay(seed, 6);
    expect(asked).toHaveLength(6);
    expect(angleBetween(asked[0].downhill, asked[0].toLowest)).toBeGreaterThan(30);
  },
);

test('angles are counted the short way round', () => {
  expect(angleBetween(170, -170)).toBeCloseTo(20);
  expect(angleBetween(-90, 90)).toBeCloseTo(180);
  expect(angleBetween(30, 30)).toBe(0);
});

test('the recorded slice is that of the network: retrained from its seed, and asked again', () => {
  const again = recordSlice();
  expect(again.origin).toEqual(record.origin);
  expect(again.across).toEqual(record.across);
  expect(again.along).toEqual(record.along);
  const { feel } = surface('net');
  for (let k = 0; k < record.heights.length; k += 97) {
    const x = -4 + (8 * (k % record.columns)) / (record.columns - 1);
    const y = -3 + (6 * Math.floor(k / record.columns)) / (record.rows - 1);
    expect(feel([x, y]).loss).toBeCloseTo(record.heights[k], 3);
    expect(recordedHeight(x, y)).toBeCloseTo(record.heights[k], 9);
  }
  expect(feel(slicePlaces.trained).loss).toBeLessThan(feel(slicePlaces.begun).loss / 2);
  expect(record.lowest.loss).toBeLessThanOrEqual(Math.min(...record.heights));
});

test.each(Object.keys(landscapes) as LandscapeName[])(
  'on the %s the tuned rates are the best of the whole grid',
  { timeout: 60_000 },
  (name) => {
    for (const method of methods) {
      const { rate, score } = tune(name, method);
      expect(rate, method).toBe(tunedRates[name][method].rate);
      expect(score, method).toBeCloseTo(tunedRates[name][method].score, 1);
    }
  },
);

test(
  'on the net, which is dear to ask, the tuned rates are better than their neighbours on the grid',
  { timeout: 60_000 },
  () => {
    for (const method of methods) {
      const { rate, score: best } = tunedRates.net[method];
      const at = rateGrid.indexOf(rate);
      expect(score('net', method, rate), method).toBeCloseTo(best, 1);
      for (const other of [at - 1, at + 1])
        expect(score('net', method, rateGrid[other]), method).toBeGreaterThan(best - 0.05);
    }
  },
);

test('each method is first somewhere, and RMSProp is first and last on the same ravine', () => {
  const order = (name: keyof typeof tunedRates) =>
    [...methods].sort((a, b) => tunedRates[name][a].score - tunedRates[name][b].score);
  expect(order('bowl')[0]).toBe('descent');
  expect(order('ravine')[0]).toBe('rmsprop');
  expect(order('turned')[0]).toBe('momentum');
  expect(order('turned')[3]).toBe('rmsprop');
  expect(order('saddle')[0]).toBe('adam');
  expect(order('bend')[0]).toBe('adam');
  expect(order('net')[0]).toBe('descent');
  expect(tunedRates.ravine.descent.score).toBeGreaterThan(2 * tunedRates.ravine.momentum.score);
  expect(tunedRates.bowl.momentum.score).toBeGreaterThan(5 * tunedRates.bowl.descent.score);
});

test('home means near the lowest loss from there to the end', () => {
  for (const name of surfaceNames)
    for (const method of methods) {
      const { home, losses } = walk(surface(name), method, tunedRates[name][method].rate, surface(name).starts[0]);
      if (home === null) continue;
      expect(losses).toHaveLength(STEPS + 1);
      for (const loss of losses.slice(home)) expect(loss).toBeLessThanOrEqual(surface(name).lowest + NEAR);
      if (home > 0) expect(losses[home - 1]).toBeGreaterThan(surface(name).lowest + NEAR);
    }
});

test('turning ground and start together turns the paths of plain descent and momentum, and not those of RMSProp and Adam', () => {
  const turn = ([x, y]: Place): Place => {
    const [dx, dy] = [x - 1.5, y + 0.5];
    return [1.5 + Math.cos(0.5) * dx + Math.sin(0.5) * dy, -0.5 - Math.sin(0.5) * dx + Math.cos(0.5) * dy];
  };
  for (const start of [
    [-2, 1],
    [3, 2],
    [0, -2],
    [-1, -1.5],
    [2.5, 0.5],
  ] as Place[])
    for (const method of methods) {
      const plain = walk(surface('ravine'), method, 0.1, start, 20).path[20];
      const turned = walk(surface('turned'), method, 0.1, turn(start), 20).path[20];
      const apart = Math.hypot(turn(plain)[0] - turned[0], turn(plain)[1] - turned[1]);
      if (method === 'descent' || method === 'momentum') expect(apart).toBeLessThan(1e-9);
      else expect(apart).toBeGreaterThan(0.05);
    }
});

test('a grid of heights gives back what was asked, and what is linear between', () => {
  const grid = heightGrid((x, y) => 2 * x - y, [0, 4], [0, 3], 5, 4);
  expect(readHeight(grid, 1, 2)).toBe(0);
  expect(readHeight(grid, 1.25, 2.5)).toBeCloseTo(0, 12);
  expect(readHeight(grid, 5, 3)).toBeCloseTo(7, 12);
});
