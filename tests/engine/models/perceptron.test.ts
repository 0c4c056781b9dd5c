// Rosenblatt’s rule, the widest margin and the best cut; and what chapter 2 says of them, over several seeds.
import { describe, expect, test } from 'vitest';
import { bestCut } from '../../../engine/models/best-cut.ts';
import {
  correct,
  countMistakes,
  learnPerceptron,
  perceptronOutput,
  type Correction,
  type Example,
} from '../../../engine/models/perceptron.ts';
import { planarExamples, type PlanarSetName, type Units } from '../../../engine/models/planar-examples.ts';
import { widestMargin } from '../../../engine/models/widest-margin.ts';
import { drain } from '../../../engine/jobs/job.ts';
import { perceptron } from '../../../engine/jobs/perceptron.ts';
import { random } from '../../../engine/random.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

const learn = (examples: Example[], seed: number, most: number): Correction => {
  let last: Correction | undefined;
  for (const frame of learnPerceptron(examples, random(seed))) {
    last = frame;
    if (frame.count >= most) break;
  }
  if (!last) throw new Error('no frames');
  return last;
};

const separable: [PlanarSetName, Units][] = [
  ['onesAndNoughts', 'scaled'],
  ['onesAndNoughts', 'counted'],
];

describe('the rule', () => {
  test('adds the example to the weights where 1 was wanted, subtracts it where 0 was wanted', () => {
    expect(correct([0, 0, -1], { inputs: [2, -3], target: 1 })).toEqual([2, -3, 0]);
    expect(correct([1, 0, 0], { inputs: [2, -3], target: 0 })).toEqual([-1, 3, -1]);
  });

  test('leaves the weights alone where the answer is right', () => {
    expect(correct([1, 0, 0], { inputs: [2, -3], target: 1 })).toEqual([1, 0, 0]);
  });

  test('the step says 1 at zero', () => expect(perceptronOutput([0, 0, 0], [1, 1])).toBe(1));

  test('same seed, same corrections', () => {
    const run = () => [...learnPerceptron(planarExamples('onesAndNoughts', 'scaled'), random(3))];
    expect(run()).toEqual(run());
  });
});

describe('what chapter 2 says of the rule', () => {
  test.each(separable)('it separates %s, %s, from every seed, within Novikoff’s bound', (set, units) => {
    const examples = planarExamples(set, units);
    const margin = widestMargin(examples);
    expect(margin).toBeDefined();
    for (const seed of SEEDS) {
      const end = learn(examples, seed, 20_000);
      expect(end.settled).toBe(true);
      expect(countMistakes(end.weights, examples)).toBe(0);
      expect(end.count).toBeLessThanOrEqual(margin?.bound ?? 0);
    }
  });

  test('inputs as counted cost at least five times the corrections of inputs on one scale, from every seed', () => {
    for (const seed of SEEDS) {
      const scaled = learn(planarExamples('onesAndNoughts', 'scaled'), seed, 20_000).count;
      const counted = learn(planarExamples('onesAndNoughts', 'counted'), seed, 20_000).count;
      expect(counted).toBeGreaterThan(5 * scaled);
    }
  });

  test.each<PlanarSetName>(['xor', 'onesAndSevens'])('it never settles on %s', (set) => {
    const examples = planarExamples(set, 'scaled');
    expect(widestMargin(examples)).toBeUndefined();
    for (const seed of SEEDS) expect(learn(examples, seed, 3000).settled).toBe(false);
  });
});

describe('best cut and widest margin', () => {
  test('a set has a margin exactly when some line makes no mistake', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const rng = random(seed);
      const examples: Example[] = Array.from({ length: 4 + (seed % 9) }, () => ({
        inputs: [rng.uniform(-1, 1), rng.uniform(-1, 1)],
        target: rng.uniform(0, 1) < 0.5 ? 0 : 1,
      }));
      expect(widestMargin(examples) !== undefined, `seed ${seed}`).toBe(bestCut(examples).mistakes === 0);
    }
  });

  test('the cut makes as many mistakes as it says, and no random line makes fewer', () => {
    for (const set of ['onesAndSevens', 'onesAndNoughts', 'xor'] as const) {
      const examples = planarExamples(set, 'scaled');
      const { weights, mistakes } = bestCut(examples);
      expect(countMistakes(weights, examples)).toBe(mistakes);
      const rng = random(1);
      for (let i = 0; i < 4000; i++) {
        const line = [rng.normal(), rng.normal(), rng.normal()];
        expect(countMistakes(line, examples)).toBeGreaterThanOrEqual(mistakes);
      }
    }
  });

  test('two examples: the margin is half their distance, seen from the plane that carries the bias', () => {
    const margin = widestMargin([
      { inputs: [0, 2], target: 1 },
      { inputs: [0, -2], target: 0 },
    ]);
    expect(margin?.width).toBeCloseTo(2, 12);
    expect(margin?.radius).toBeCloseTo(Math.sqrt(5), 12);
    expect(margin?.bound).toBeCloseTo(5 / 4, 12);
  });
});

describe('the job', () => {
  test('shows each of the first twenty corrections, then a time lapse, then the end', () => {
    const frames = drain(perceptron, { set: 'onesAndNoughts', units: 'counted', seed: 1, most: 20_000 }, 10_000);
    expect(frames.slice(0, 21).map(({ count }) => count)).toEqual(Array.from({ length: 21 }, (_, i) => i));
    expect(frames.length).toBeLessThan(160);
    expect(frames.at(-1)).toMatchObject({ settled: true, mistakes: 0 });
  });

  test('gives up where it is told to', () => {
    const frames = drain(perceptron, { set: 'xor', units: 'scaled', seed: 1, most: 200 }, 10_000);
    expect(frames.at(-1)).toMatchObject({ count: 200, settled: false });
  });
});
