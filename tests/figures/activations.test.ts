// What chapter 3 says of stacks that merge, of hinges and of slopes, tried on its figures and on the engine.
import { describe, expect, test } from 'vitest';
import { readGallery, names } from '../../components/figures/activation-gallery/gallery.ts';
import { netOf, takenOver, type HingesState } from '../../components/figures/hinges/words.ts';
import { FIELD, readStack, type StackState } from '../../components/figures/linear-collapse/stack.ts';
import { drain, hinges } from '../../engine/jobs/index.ts';
import {
  activations,
  affine,
  constant,
  dealStack,
  evaluate,
  hingeSum,
  kinkOf,
  mergeStack,
  netOfKinks,
  outputOf,
  places,
  random,
  relu,
  saturated,
  throughChain,
  useOf,
  wantedCurves,
  type AffineLayer,
} from '../../engine/index.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const atRest: StackState = { left: 'one', relu: 'none', place: [1, -0.5], seed: 1 };

/** The same stack as a graph of the engine, on all places at once, in float32. */
function byTheEngine(layers: readonly AffineLayer[], bentNeuron?: number): number[] {
  const spots = places();
  let passed = constant(spots.flat(), [spots.length, 2]);
  layers.forEach(({ weights, bias }, l) => {
    const columns = weights[0].flatMap((_, j) => weights.map((row) => row[j]));
    const sums = affine(
      passed,
      constant(columns, [weights[0].length, weights.length]),
      constant([...bias], [bias.length]),
    );
    passed = sums;
    if (l > 0 || bentNeuron === undefined) return;
    const bent = evaluate(relu(sums));
    const straight = evaluate(sums);
    const both = Array.from(straight, (sum, i) => (i % weights.length === bentNeuron ? bent[i] : sum));
    passed = constant(both, [spots.length, weights.length]);
  });
  return [...evaluate(passed)];
}

describe('a stack of plain sums', () => {
  test('merges into two layers and into one with outputs equal to the last bit, whatever is dealt', () => {
    for (const seed of SEEDS)
      for (const left of ['two', 'one'] as const) {
        const { equal, spots, merged } = readStack({ ...atRest, seed, left });
        expect(merged.length).toBe(left === 'two' ? 2 : 1);
        expect(equal).toBe(spots.length);
      }
  });

  test('is what the engine computes, bit for bit, before merging and after, with a ReLU and without', () => {
    for (const seed of SEEDS) {
      const layers = dealStack(seed);
      const here = (stack: readonly AffineLayer[], bent: 0 | 1 | 2) =>
        places().map((spot) => outputOf(stack, spot, bent));
      expect(byTheEngine(layers)).toEqual(here(layers, 0));
      expect(byTheEngine(mergeStack(layers, 2))).toEqual(here(mergeStack(layers, 2), 0));
      expect(byTheEngine(layers, 1)).toEqual(here(layers, 2));
    }
  });

  test('with a ReLU that never switches still merges', () => {
    for (const seed of SEEDS) {
      const { equal, spots } = readStack({ ...atRest, seed, relu: 'first' });
      expect(equal).toBe(spots.length);
    }
  });

  test('with a ReLU that switches merges where its neuron is on, and nowhere else', () => {
    for (const seed of SEEDS) {
      const { spots, switching, equal } = readStack({ ...atRest, seed, relu: 'second' });
      const isOn = ([x, y]: readonly [number, number]) =>
        switching && switching.w1 * x + switching.w2 * y + switching.b >= 0;
      for (const { at, equal } of spots) expect(equal).toBe(isOn(at));
      expect(equal).toBeGreaterThan(0.3 * spots.length);
      expect(equal).toBeLessThan(0.8 * spots.length);
    }
  });

  test('changes some answers by the merging once a ReLU switches, at every deal', () => {
    for (const seed of SEEDS) expect(readStack({ ...atRest, seed, relu: 'second' }).turned).toBeGreaterThanOrEqual(5);
  });

  test('the area drawn as yes is where the outputs are at least zero', () => {
    const inside = (polygon: readonly (readonly [number, number])[], [x, y]: readonly [number, number]) =>
      polygon.reduce((odd, [ax, ay], i) => {
        const [bx, by] = polygon[(i + 1) % polygon.length];
        return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax) ? !odd : odd;
      }, false);
    for (const seed of SEEDS)
      for (const relu of ['none', 'first', 'second'] as const) {
        const { yes, layers, bent } = readStack({ ...atRest, seed, relu });
        const rng = random(seed);
        for (let i = 0; i < 200; i++) {
          const spot = [rng.uniform(...FIELD.x), rng.uniform(...FIELD.y)] as const;
          const output = outputOf(layers, spot, bent);
          if (Math.abs(output) < 1e-3) continue;
          expect(yes.some((polygon) => inside(polygon, spot))).toBe(output > 0);
        }
      }
  });
});

const start: HingesState = {
  first: -1.2,
  second: -0.2,
  third: 0.8,
  v1: 0.5,
  v2: -0.5,
  v3: 0.5,
  c: 0,
  activation: 'relu',
  wanted: 'tent',
};
const learn = (state: HingesState) =>
  drain(hinges, { start: netOf(state), activation: state.activation, wanted: state.wanted }, 201)[200];
/** Starts as the reader might leave them: two kinks among the examples, the third where it is told. */
const starts = (third: readonly [number, number]) =>
  SEEDS.map((seed) => {
    const rng = random(`hinges ${seed}`);
    return { ...start, first: rng.uniform(-1.8, -0.6), second: rng.uniform(-0.5, 0.5), third: rng.uniform(...third) };
  });

describe('hinges', () => {
  test('the slope changes at each kink by the outer weight, and nowhere else', () => {
    for (const seed of SEEDS) {
      const rng = random(seed);
      const kinks = [-1.5, 0, 1.5].map((kink) => kink + rng.uniform(-0.4, 0.4));
      const outer = kinks.map(() => rng.uniform(-3, 3));
      const net = netOfKinks(kinks, outer, rng.uniform(-1, 1));
      const slope = (x: number) => (hingeSum(net, 'relu', x + 0.01) - hingeSum(net, 'relu', x - 0.01)) / 0.02;
      kinks.forEach((kink, i) => expect(slope(kink + 0.05) - slope(kink - 0.05)).toBeCloseTo(outer[i], 9));
      expect(slope(-0.75) - slope(-0.8)).toBeCloseTo(0, 9);
    }
  });

  test('three of them are the tent, exactly; two of them are XOR', () => {
    const tent = netOfKinks([-1, 0, 1], [1, -2, 1], 0);
    for (const x of [-2, -1, -0.5, 0, 0.25, 1, 2]) expect(hingeSum(tent, 'relu', x)).toBe(wantedCurves.tent(x));
    const xor = netOfKinks([0, 1], [1, -2], 0);
    for (const [x1, x2] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ])
      expect(hingeSum(xor, 'relu', x1 + x2)).toBe(x1 ^ x2);
  });

  test('left to learn, they find the tent from the figure’s start and from most others', () => {
    expect(learn(start).gap).toBeLessThan(0.01);
    const gaps = starts([0.3, 1.7]).map((state) => learn(state).gap);
    expect(gaps.filter((gap) => gap < 0.1).length).toBeGreaterThanOrEqual(5);
  });

  test('they do not find the plateau, which has four corners', () => {
    for (const state of starts([0.3, 1.7])) expect(learn({ ...state, wanted: 'plateau' }).gap).toBeGreaterThan(0.1);
  });

  test('a dead one keeps every number to the last bit, and the tent is never reached', () => {
    for (const state of starts([2, 2.4])) {
      const { net, gap } = learn(state);
      const { third, v3 } = state;
      expect(useOf(net, 2)).toBe('dead');
      expect([net.weights[2], net.biases[2], net.outer[2]]).toEqual([1, Math.fround(-third), v3]);
      expect(gap).toBeGreaterThan(0.2);
    }
  });

  test('with a leak it comes back from all of these starts', () => {
    for (const state of starts([2, 2.4])) expect(learn({ ...state, activation: 'leakyRelu' }).gap).toBeLessThan(0.05);
  });

  test('a leak does not rescue from every start', () => {
    const wrongWay = { ...start, v1: 1, v2: -1, third: 2.4, activation: 'leakyRelu' } as const;
    expect(learn(wrongWay).gap).toBeGreaterThan(0.2);
  });

  test('training can kill: learning the plateau pushes a living third kink out of reach', () => {
    const state: HingesState = { ...start, third: 1.5, wanted: 'plateau' };
    expect(useOf(netOf(state), 2)).toBe('bends');
    const { net } = learn(state);
    expect(useOf(net, 2)).toBe('dead');
    expect(kinkOf(net, 2)).toBeGreaterThan(2);
  });

  test('a hand that takes over from what was learned finds the same curve', () => {
    const { net } = learn(start);
    const state = takenOver(net);
    expect(state).toBeDefined();
    const laid = netOf({ ...start, ...state });
    for (const x of [-2, -1, -0.5, 0, 0.5, 1, 2])
      expect(Math.abs(hingeSum(laid, 'relu', x) - hingeSum(net, 'relu', x))).toBeLessThan(0.03);
  });
});

describe('slopes', () => {
  const grid = Array.from({ length: 241 }, (_, i) => -6 + i / 20);

  test('what is left of a nudge is what the slope says, through any number of layers', () => {
    for (const name of names) {
      if (name === 'step') continue;
      for (const layers of [1, 3, 6])
        for (const z of [-2.3, -0.4, 0.7, 3.1]) {
          const nudged = (d: number) => throughChain(name, z + d, layers).value;
          expect(throughChain(name, z, layers).slope).toBeCloseTo((nudged(1e-5) - nudged(-1e-5)) / 2e-5, 5);
        }
    }
  });

  test('the sigmoid’s is at most a quarter, and ten layers leave less than one part in a million', () => {
    for (const z of grid) {
      expect(activations.sigmoid.slope(z)).toBeLessThanOrEqual(0.25);
      expect(throughChain('sigmoid', z, 10).slope).toBeLessThan(1e-6);
    }
  });

  test('five layers of sigmoids are the fewest that leave less than a thousandth from 0', () => {
    expect(throughChain('sigmoid', 0, 4).slope).toBeGreaterThan(0.001);
    expect(throughChain('sigmoid', 0, 5).slope).toBeLessThan(0.001);
  });

  test('a ReLU that is on passes a nudge whole through any number of layers, one that is off passes nothing', () => {
    for (const layers of [1, 5, 10]) {
      expect(throughChain('relu', 3, layers).slope).toBe(1);
      expect(throughChain('relu', -0.1, layers).slope).toBe(0);
    }
  });

  test('sigmoid and tanh saturate on both sides, the ReLU on one, a leaky one nowhere', () => {
    const zones = (name: (typeof names)[number]) => saturated(name, [-6, 6]).length;
    expect([zones('sigmoid'), zones('tanh'), zones('relu'), zones('leakyRelu')]).toEqual([2, 2, 1, 0]);
    expect(readGallery({ activation: 'step', z: 1, layers: 1 }).zones).toEqual([[-6, expect.closeTo(6, 6)]]);
  });

  test('only GELU and SiLU fall somewhere, and only they are anywhere steeper than 1', () => {
    const slopes = (name: (typeof names)[number]) => grid.map((z) => activations[name].slope(z));
    expect(names.filter((name) => Math.min(...slopes(name)) < -0.01)).toEqual(['gelu', 'silu']);
    expect(names.filter((name) => Math.max(...slopes(name)) > 1 + 1e-9)).toEqual(['gelu', 'silu']);
  });
});
