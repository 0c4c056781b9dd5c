// Chapter 8's claims and records: a part of each record is made again and compared; the units' ravine is walked step by step;
// what is planted is found, over seeds.
import { describe, expect, test } from 'vitest';
import { leanOf, plant, slantOf } from '../../../engine/models/planted.ts';
import { copiesIn, dealCards, heldOut, keyOf, recordedDeals, ways } from '../../../engine/models/deals.ts';
import deals from '../../../engine/models/deals.json' with { type: 'json' };
import curves from '../../../engine/models/learning-curves.json' with { type: 'json' };
import { learningCurve, noises, SEEDS, sizes, tasks } from '../../../engine/models/learning-curves.ts';
import { examiner, trainedReader } from '../../../engine/models/small-reader.ts';
import {
  descendWidths,
  HOME,
  measuredWidths,
  stepsHome,
  widthBowl,
  widthExamples,
} from '../../../engine/models/two-widths.ts';
import { drain, learnPlanted } from '#engine/jobs';
import { matmul, multiply, parameter, power, reshape, subtract, sum, constant, valueAndGradient } from '#engine';
import { recordDeal } from '../../../scripts/deals.ts';
import { examplesOf, learnFrom, recipe } from '../../../scripts/learning-curves.ts';
import { measureWidths } from '../../../scripts/widths.ts';

const mean = (values: readonly number[]) => values.reduce((total, v) => total + v, 0) / values.length;
const five = [1, 2, 3, 4, 5];

describe('deals', { timeout: 60_000 }, () => {
  test.each(ways.flatMap((way) => heldOut.map((held) => [way, held] as const)))(
    '%s, %i held out: every card is in one pile',
    (way, held) => {
      const { training, validation, test: own } = dealCards(way, held, 5);
      const cards = [...training, ...validation, ...own].map(([digit, copy]) => `${digit} ${copy}`);
      expect(new Set(cards).size).toBe(200 * copiesIn(way));
      expect([validation.length, own.length]).toEqual([held * copiesIn(way), held * copiesIn(way)]);
    },
  );

  test('copies are parted when all cards are shuffled, and never when they are kept together', () => {
    const sides = (way: 'copies' | 'together') => {
      const { training, validation, test: own } = dealCards(way, 40, 1);
      const trained = new Set(training.map(([digit]) => digit));
      return [...validation, ...own].filter(([digit]) => trained.has(digit)).length;
    };
    expect(sides('copies')).toBeGreaterThan(300);
    expect(sides('together')).toBe(0);
  });

  test('the record is honest: deals made again give the same counts', () => {
    const file = deals as unknown as Record<string, unknown[]>;
    expect(recordDeal('shuffled', 40, 1)).toEqual(file[keyOf('shuffled', 40)][0]);
    expect(recordDeal('copies', 10, 3, 10)).toEqual(file[keyOf('copies', 10)][2]);
    expect(recordDeal('filed', 40, 2)).toEqual(file[keyOf('filed', 40)][1]);
  });

  const over = (way: (typeof ways)[number], held: number, which: 'first' | 'chosen') => {
    const rows = recordedDeals(way, held, which);
    return (name: keyof (typeof rows)[number]) => rows.map((row) => 100 * row[name]);
  };

  test('few held-out digits stray as √(p(1−p)/n) says, within a third', () => {
    for (const held of heldOut) {
      const said = over('shuffled', held, 'first')('validation');
      const [p, stray] = [mean(said) / 100, Math.sqrt(mean(said.map((v) => (v - mean(said)) ** 2)))];
      const law = 100 * Math.sqrt((p * (1 - p)) / held);
      expect(stray / law).toBeGreaterThan(0.67);
      expect(stray / law).toBeLessThan(1.33);
    }
  });

  test('validation flatters the best of ten, the test does not; one network is not flattered', () => {
    const [chosen, first] = [over('shuffled', 40, 'chosen'), over('shuffled', 40, 'first')];
    expect(mean(chosen('validation')) - mean(chosen('test'))).toBeGreaterThan(5);
    expect(Math.abs(mean(first('validation')) - mean(first('test')))).toBeLessThan(3);
  });

  test('copies in both piles flatter, copies kept together do not; as filed, nothing is right', () => {
    for (const held of heldOut) {
      const [copies, together, filed] = (['copies', 'together', 'filed'] as const).map((way) =>
        over(way, held, 'first'),
      );
      expect(mean(copies('test')) - mean(copies('outside'))).toBeGreaterThan(5);
      expect(mean(together('test'))).toBeLessThan(mean(together('outside')));
      expect(mean(copies('validation')) - mean(together('validation'))).toBeGreaterThan(10);
      expect(mean(filed('test'))).toBe(0);
      expect(mean(filed('outside'))).toBeGreaterThan(50);
    }
  });
});

describe('two widths', () => {
  test('are what a ruler finds', () => {
    expect(measureWidths(128).map(([, upper, lower]) => [upper, lower])).toEqual(measuredWidths);
  });

  test('the bowl is the engine’s mean of squares, and so is its slope', () => {
    const examples = widthExamples({ unit: 'cm', standardised: false });
    const x = constant(
      examples.flatMap(({ inputs }) => [...inputs]),
      [examples.length, 2],
    );
    const w = parameter('w', [2, 1], [0, 0]);
    const miss = subtract(reshape(matmul(x, w), [examples.length]), constant(examples.map(({ target }) => target)));
    const engine = valueAndGradient(multiply(sum(power(miss, 2)), 0.5 / examples.length), [w]);
    const bowl = widthBowl({ unit: 'cm', standardised: false });
    for (const at of [[0, 0] as const, [1.2, -0.4] as const, [3, 0.3] as const]) {
      const { value, gradients } = engine([...at]);
      expect(bowl.loss(at)).toBeCloseTo(value, 9);
      bowl.gradient(at).forEach((slope, i) => expect(slope).toBeCloseTo(gradients[0][i], 9));
    }
  });

  test.each([
    ['mm', false],
    ['cm', false],
    ['m', true],
  ] as const)('%s, standardised %s: the steps home are those that descent takes', (unit, standardised) => {
    const bowl = widthBowl({ unit, standardised });
    for (const share of [0.2, 0.5, 0.95]) {
      const { losses } = descendWidths(bowl, share * bowl.border, 600);
      const whole = losses[0] - bowl.lowestLoss;
      const walked = losses.findIndex((loss) => loss - bowl.lowestLoss <= HOME * whole);
      expect(stepsHome(bowl, share * bowl.border)).toBe(walked);
    }
    expect(stepsHome(bowl, bowl.border)).toBeNull();
    expect(stepsHome(bowl, 1.05 * bowl.border)).toBeNull();
  });

  test('metres make a ravine that no rate mends; standardising does, whatever the unit', () => {
    const metres = widthBowl({ unit: 'm', standardised: false });
    for (let share = 0.05; share < 1; share += 0.05)
      expect(stepsHome(metres, share * metres.border) ?? Infinity).toBeGreaterThan(100_000);
    const mended = (['mm', 'cm', 'm'] as const).map((unit) => widthBowl({ unit, standardised: true }));
    for (const bowl of mended) expect(stepsHome(bowl, 0.5 * bowl.border)).toBeLessThanOrEqual(10);
    expect(mended[2].curvatures[0]).toBeCloseTo(mended[0].curvatures[0], 9);
  });
});

describe('learning curves', { timeout: 60_000 }, () => {
  test('the record is honest: trainings made again give the same counts', () => {
    const { right } = curves as { right: Record<string, number[][]> };
    expect(learnFrom('ten', 0, 20, 1)).toBe(right['ten 0'][0][0]);
    expect(learnFrom('ten', 40, 1000, 2)).toBe(right['ten 40'][sizes.indexOf(1000)][1]);
    expect(learnFrom('two', 60, 100, 5)).toBe(right['two 60'][sizes.indexOf(100)][4]);
  });

  test('is whole', () => {
    for (const task of tasks)
      for (const noise of noises) {
        const curve = learningCurve(task, noise);
        expect(curve.length).toBe(task === 'ten' ? sizes.length : sizes.length - 1);
        for (const { least, mean: middle, most } of curve) {
          expect(least).toBeLessThanOrEqual(middle);
          expect(middle).toBeLessThanOrEqual(most);
        }
      }
    expect(SEEDS).toBeGreaterThanOrEqual(5);
  });

  const at = (task: (typeof tasks)[number], noise: number, size: number) => {
    const point = learningCurve(task, noise).find((each) => each.size === size);
    if (!point) throw new Error(`nothing recorded for ${task} ${noise} ${size}`);
    return point;
  };

  test('in every seed, right labels outvote 40 % wrong ones of 10,000, and not of 1000', () => {
    expect(at('ten', 40, 10_000).least).toBeGreaterThan(0.9);
    expect(at('ten', 40, 1000).most).toBeLessThan(0.7);
    expect(at('ten', 40, 20_000).mean).toBeLessThan(at('ten', 0, 5000).mean);
  });

  test('of two classes, the majority is learned, though it is wrong', () => {
    expect(at('two', 60, 10_000).most).toBeLessThan(0.05);
    expect(at('close', 60, 10_000).most).toBeLessThan(0.15);
  });

  test('how much is enough depends on the task', () => {
    expect(at('two', 0, 20).mean).toBeGreaterThan(0.98);
    expect(at('close', 0, 20).most).toBeLessThan(0.93);
    expect(at('ten', 0, 20).most).toBeLessThan(0.65);
  });

  test('twenty times the data takes about half of the mistakes away', () => {
    const [few, many] = [1000, 20_000].map((size) => 1 - at('ten', 0, size).mean);
    expect(many / few).toBeGreaterThan(0.4);
    expect(many / few).toBeLessThan(0.6);
  });

  test('wrong labels of 1000 digits are mostly learned by heart, those of 20,000 are not', () => {
    const learnedByHeart = (size: number, seed: number) => {
      const told = examplesOf('ten', 40, size, seed);
      const weights = trainedReader(told, { ...recipe, seed });
      return examiner(told, recipe.hidden, 'fast').right(weights) / told.count;
    };
    for (const seed of five) {
      expect(learnedByHeart(1000, seed)).toBeGreaterThan(0.8);
      expect(learnedByHeart(20_000, seed)).toBeLessThan(0.6);
    }
  });
});

describe('what is planted', () => {
  const end = (kind: 'lean' | 'stamp', share: number, seed: number) => {
    const frames = drain(learnPlanted, { plant: kind, share, seed }, 100);
    const { groups } = frames[frames.length - 1];
    const all = groups.reduce((total, group) => total + (group.share * 100 * group.right) / group.of, 0);
    return { all, of: groups.map(({ right, of }) => (100 * right) / of) };
  };

  test('lies in the sample as it is said', () => {
    const { training, groups } = plant('lean', 0.02, 1);
    expect(training.count).toBe(500);
    expect(groups.map(({ share }) => share)).toEqual([0.98, 0.02]);
    const stamped = plant('stamp', 0, 1);
    for (let row = 0; row < 500; row++)
      expect(stamped.training.pixels[row * 196] === 1).toBe(stamped.training.labels[row] === 7);
  });

  test('lean is measured: a slash leans right, a backslash left, a bar neither', () => {
    const drawn = (slope: number) =>
      Uint8Array.from({ length: 784 }, (_, p) => {
        const [x, y] = [p % 28, Math.floor(p / 28)];
        return y > 3 && y < 24 && Math.abs(x - 14 - slope * (14 - y)) < 1.5 ? 15 : 0;
      });
    expect([0.4, -0.4, 0].map((slope) => slantOf(leanOf(drawn(slope))))).toEqual(['right', 'left', 'upright']);
    expect(leanOf(drawn(0.4))).toBeCloseTo(0.4, 1);
  });

  test.each(five)('seed %i: a rare slant is read badly behind a good average, and half of each mends it', (seed) => {
    const rare = end('lean', 0.02, seed);
    expect(rare.all).toBeGreaterThan(83);
    expect(rare.of[0] - rare.of[1]).toBeGreaterThan(25);
    const fair = end('lean', 0.5, seed);
    expect(Math.abs(fair.of[0] - fair.of[1])).toBeLessThanOrEqual(6);
    expect(rare.of[0] - fair.of[0]).toBeLessThan(7);
    expect(fair.of[1] - rare.of[1]).toBeGreaterThan(25);
  });

  test('the opening question tells what the figure shows: 87 % of all, about half of those that lean left', () => {
    const { all, of } = end('lean', 0.02, 1);
    expect(Math.round(all)).toBe(87);
    expect(Math.abs(of[1] - 50)).toBeLessThan(7);
  });

  test('with a fifth of the rare slant, a gap remains', () => {
    expect(mean(five.map((seed) => end('lean', 0.2, seed)).map(({ of }) => of[0] - of[1]))).toBeGreaterThan(5);
  });

  test.each(five)('seed %i: all sevens stamped, the stamp is learned and sevens are not', (seed) => {
    const { all, of } = end('stamp', 0, seed);
    expect(all).toBeGreaterThan(80);
    expect(of[1]).toBeGreaterThan(93);
    expect(of[2]).toBeLessThan(35);
    expect(of[0] - of[3]).toBeGreaterThan(20);
  });
});
