// What chapter 6 stands on: slopes are true, borders are where 2 / curvature puts them, rates are the best of their grid,
// batches are unbiased, and every claim of its text about a run holds with a margin.
import { expect, test } from 'vitest';
import {
  angleBetween,
  askWhichWay,
  batchGradients,
  batchSizes,
  bottomBelow,
  bounds,
  curves,
  digitGradients,
  DIGITS,
  expectedSpread,
  fullGradient,
  hollowGradient,
  hollowHeight,
  landscapes,
  measuredSpread,
  meanLoss,
  methods,
  NEAR,
  onePass,
  random,
  readHeight,
  heightGrid,
  spreadAround,
  STEPS,
  surface,
  surfaceNames,
  tunedRates,
  walk,
  type CurveName,
  type LandscapeName,
  type Place,
} from '#engine';
import { descend, drain, EDGE, FLAT } from '#engine/jobs';
import record from '../../../engine/models/net-slice.json' with { type: 'json' };
import { recordedHeight, slicePlaces } from '../../../engine/models/net-slice.ts';
import { rateGrid, score, tune } from '../../../engine/models/optimizer-race.ts';
import { measureOnesAndSevens } from '../../../scripts/ones-and-sevens.ts';
import measured from '../../../engine/data/ones-and-sevens.json' with { type: 'json' };
import { recordSlice } from '../../../scripts/net-slice.ts';

const H = 1e-5;
const SEEDS = [1, 2, 3, 4, 5];
const places = (seed: number, count: number): Place[] => {
  const rng = random(seed);
  return Array.from({ length: count }, (): Place => [rng.uniform(...bounds.x), rng.uniform(...bounds.y)]);
};

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

test('the measured ones and sevens are those of the data set', () => {
  expect(measureOnesAndSevens()).toEqual(measured.digits);
});

test('the gradient on real digits is that of central differences, and the mean of the digits’ own', () => {
  for (const [x, y] of places(9, 8)) {
    const full = fullGradient([x, y]);
    expect(full[0]).toBeCloseTo((meanLoss([x + H, y]) - meanLoss([x - H, y])) / (2 * H), 7);
    expect(full[1]).toBeCloseTo((meanLoss([x, y + H]) - meanLoss([x, y - H])) / (2 * H), 7);
    const each = digitGradients([x, y]);
    for (const i of [0, 1]) expect(each.reduce((sum, g) => sum + g[i], 0) / DIGITS).toBeCloseTo(full[i], 12);
  }
});

test.each(batchSizes)('batches of %i: the mean of one pass is the full gradient, for every shuffle', (size) => {
  for (const seed of SEEDS) {
    const at: Place = [-1.5, 1];
    const arrows = batchGradients(digitGradients(at), size, seed);
    expect(arrows).toHaveLength(DIGITS / size);
    const full = fullGradient(at);
    for (const i of [0, 1]) expect(arrows.reduce((sum, g) => sum + g[i], 0) / arrows.length).toBeCloseTo(full[i], 12);
  }
});

test('the spread of batches follows 1/√B with the correction for dealing without putting back', () => {
  const at: Place = [-1.5, 1];
  const each = digitGradients(at);
  const single = spreadAround(each, fullGradient(at));
  for (const seed of SEEDS)
    for (const size of [1, 2, 4, 8, 16, 32]) {
      const ratio = measuredSpread(each, size, seed, 60) / expectedSpread(single, size);
      expect(ratio, `seed ${seed}, batches of ${size}`).toBeGreaterThan(0.85);
      expect(ratio).toBeLessThan(1.15);
    }
  expect(expectedSpread(single, DIGITS)).toBe(0);
});

test('one pass in batches of 16 lowers the loss far more than one step on all digits', () => {
  for (const seed of SEEDS) {
    const path = onePass([-1.5, 1], 16, 1, seed);
    expect(path).toHaveLength(17);
    const whole = onePass([-1.5, 1], DIGITS, 1, seed);
    expect(meanLoss(path[16])).toBeLessThan(0.3 * meanLoss(whole[1]));
  }
});

test('a grid of heights gives back what was asked, and what is linear between', () => {
  const grid = heightGrid((x, y) => 2 * x - y, [0, 4], [0, 3], 5, 4);
  expect(readHeight(grid, 1, 2)).toBe(0);
  expect(readHeight(grid, 1.25, 2.5)).toBeCloseTo(0, 12);
  expect(readHeight(grid, 5, 3)).toBeCloseTo(7, 12);
});
