// The folding networks of chapter 4: the record is what the recipes make, from every start that the text counts, and the
// picture of a network is a picture of that network.
import { expect, test } from 'vitest';
import { foldAnswer, stages, undisguised, verdict, type FoldNet } from '../../../engine/models/fold-net.ts';
import { foldPoints } from '../../../engine/models/fold-points.ts';
import { actAt, lastCut, wayThrough } from '../../../engine/models/fold-way.ts';
import { folds, PICTURES, type FoldName } from '../../../engine/models/folds.ts';
import { foldRecipes, foldRight, foldSeeds, trainFold } from '../../../engine/models/train-fold.ts';
import { random } from '../../../engine/random.ts';

const names = Object.keys(folds) as FoldName[];
const deals = [1, 2, 3, 4, 5];

test.each(names)('%s: training again gives the recorded network, bit for bit', (name) => {
  expect(trainFold(foldRecipes[name])).toEqual(folds[name].net);
});

test.each(names)('%s: every start gets as many points right as was recorded', (name) => {
  const { set } = foldRecipes[name];
  expect(foldSeeds.map((seed) => foldRight(trainFold({ ...foldRecipes[name], seed }), set))).toEqual(folds[name].right);
});

test('two neurons a layer part XOR and moons from most starts, though not from all; the ring from none; three always', () => {
  const share = (name: FoldName) => {
    const { right, set } = folds[name];
    return right.filter((count) => count === foldPoints[set]().length).length / right.length;
  };
  expect(share('xor')).toBeGreaterThan(0.6);
  expect(share('xor')).toBeLessThan(1);
  expect(share('moons')).toBeGreaterThan(0.4);
  expect(share('moons')).toBeLessThan(1);
  expect(share('ring')).toBe(0);
  expect(share('lifted')).toBe(1);
});

test('no network two neurons wide comes nearer to the ring than two points', () => {
  const ring = foldPoints.ring().length;
  expect(Math.max(...folds.ring.right)).toBeLessThanOrEqual(ring - 2);
});

test.each(names)('%s: the recorded lines miss as many points as they say', (name) => {
  const { net, set, lines } = folds[name];
  expect(lines.length).toBe(PICTURES + 1);
  lines.forEach(({ angle, offset, mistakes }, picture) => {
    const at = wayThrough(net, picture / PICTURES);
    const missed = foldPoints[set]().filter(({ inputs, target }) => {
      const [x, y] = at(inputs);
      return x * Math.cos(angle) + y * Math.sin(angle) > offset !== (target === 1);
    });
    expect(missed.length, `picture ${picture}`).toBe(mistakes);
  });
});

test('turning and stretching makes no line sufficient: the layer’s bending does', () => {
  for (const name of names) {
    const { net, lines } = folds[name];
    const from = lines.findIndex(({ mistakes }) => mistakes === 0);
    if (from > 0) expect(actAt(net, from / PICTURES).kind, name).toBe('bend');
  }
});

/** Any network of the shape. */
function anyNet(seed: number, widths: readonly number[]): FoldNet {
  const rng = random(seed);
  const row = (size: number) => Array.from({ length: size }, () => 2 * rng.normal());
  const sizes = [2, ...widths];
  const hidden = widths.map((width, l) => ({
    weights: Array.from({ length: width }, () => row(sizes[l])),
    biases: row(width),
  }));
  return { hidden, output: { weights: row(sizes[sizes.length - 1]), bias: rng.normal() } };
}

test('exchanging neurons and changing signs leaves every answer as it was', () => {
  for (const seed of deals) {
    const net = anyNet(seed, [2, 2, 2]);
    const other = undisguised(net);
    const rng = random(`inputs ${seed}`);
    for (let i = 0; i < 20; i++) {
      const x = [3 * rng.normal(), 3 * rng.normal()];
      expect(foldAnswer(other, x)).toBeCloseTo(foldAnswer(net, x), 10);
    }
  }
});

test('the way begins at the input, goes through every layer’s outputs without a jump, and ends at the last', () => {
  for (const seed of deals) {
    const net = undisguised(anyNet(seed, [2, 2]));
    for (const x of [
      [0.3, -1.2],
      [2, 0.5],
    ]) {
      const close = (a: readonly number[], b: readonly number[], digits = 9) =>
        a.forEach((value, i) => expect(value).toBeCloseTo(b[i], digits));
      const way = stages(net, x);
      way.forEach((h, stage) => close(wayThrough(net, stage / 2)(x), h));
      for (const joint of [0.25, 0.5, 0.75])
        close(wayThrough(net, joint - 1e-9)(x), wayThrough(net, joint + 1e-9)(x), 5);
    }
  }
});

test('three neurons wide, the picture’s straight line is the edge of the last neuron’s cut', () => {
  const { net, set } = folds.lifted;
  const { w1, w2, b } = lastCut(net);
  const at = wayThrough(net, 1);
  for (const { inputs } of foldPoints[set]()) {
    const [x, y] = at(inputs);
    const way = stages(net, inputs);
    expect(w1 * x + w2 * y + b).toBeCloseTo(verdict(net, way[way.length - 1]), 9);
  }
});
