// What chapter 2 says of a neuron's weights, bias and scale, and of gates, tried on its figures.
import { expect, test } from 'vitest';
import { readCorners, type Gate } from '../../components/figures/gates/gate.ts';
import { readDigits, set, type DialState } from '../../components/figures/neuron-dial/neuron.ts';
import { cutOf, judged } from '../../components/figures/perceptron-rule/lesson.ts';
import { planarExamples, random } from '../../engine/index.ts';

const atRest: DialState = { w1: 1, w2: -1, b: 0, scale: 1, activation: 'sigmoid', ruler: 'deviations', digit: 1 };
const SEEDS = [1, 2, 3, 4, 5, 6];
const sides = (state: DialState) => readDigits(state).points.map(({ right }) => right);
const randomNeuron = (seed: number): DialState => {
  const rng = random(seed);
  return { ...atRest, w1: rng.uniform(-4, 4), w2: rng.uniform(-4, 4), b: rng.uniform(-4, 4) };
};

test('multiplying all three numbers moves no digit across the line', () => {
  for (const seed of SEEDS) {
    const neuron = randomNeuron(seed);
    for (const scale of [0.1, 0.5, 4, 10]) expect(sides({ ...neuron, scale })).toEqual(sides(neuron));
  }
});

test('a larger factor leaves fewer digits in doubt, at any place of the line', () => {
  for (const seed of SEEDS) {
    const doubts = [0.1, 1, 4, 10].map((scale) => readDigits({ ...randomNeuron(seed), scale }).doubtful);
    expect(doubts).toEqual([...doubts].sort((a, b) => b - a));
    expect(doubts[3]).toBeLessThan(doubts[0]);
  }
});

test('the activation function moves no digit across the line', () => {
  for (const seed of SEEDS) {
    const neuron = randomNeuron(seed);
    for (const activation of ['step', 'tanh', 'relu'] as const)
      expect(sides({ ...neuron, activation })).toEqual(sides(neuron));
  }
});

test('in another unit the weight shrinks as the numbers grow, and every sum stays', () => {
  const inPixels = readDigits({ ...atRest, ruler: 'pixels', w1: atRest.w1 / set.ink.deviation });
  readDigits(atRest).points.forEach(({ sum }, i) => expect(inPixels.points[i].sum).toBeCloseTo(sum, 9));
});

test('weights kept while the unit changes ruin the answer', () => {
  expect(readDigits({ ...atRest, ruler: 'pixels' }).right).toBeLessThan(readDigits(atRest).right - 5);
});

test('the weights that the worked answer names are as good as any line', () => {
  expect(readDigits({ ...atRest, w1: 1, w2: -2, b: -0.5 }).right).toBe(set.digits.length - set.fewestMistakes);
});

test('more ink speaks for a seven, more symmetry against it', () => {
  const mean = (label: number, of: 'ink' | 'symmetry') => {
    const values = set.digits.filter((digit) => digit.label === label).map((digit) => digit[of]);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  expect(mean(7, 'ink')).toBeGreaterThan(mean(1, 'ink'));
  expect(mean(7, 'symmetry')).toBeLessThan(mean(1, 'symmetry'));
});

const grid = Array.from({ length: 25 }, (_, i) => -3 + i / 4);
const most = (gate: Gate) =>
  Math.max(...grid.flatMap((w1) => grid.flatMap((w2) => grid.map((b) => readCorners({ gate, w1, w2, b }).right))));

test('AND, OR and NAND can be had on the knobs; of XOR no more than three corners', () => {
  expect(most('and')).toBe(4);
  expect(most('or')).toBe(4);
  expect(most('nand')).toBe(4);
  expect(most('xor')).toBe(3);
});

test('both diagonals of the square have the same sum', () => {
  for (const seed of SEEDS) {
    const { w1, w2, b } = randomNeuron(seed);
    const { corners, diagonal } = readCorners({ gate: 'xor', w1, w2, b });
    expect(corners[0].sum + corners[3].sum).toBeCloseTo(diagonal, 5);
    expect(corners[1].sum + corners[2].sum).toBeCloseTo(diagonal, 5);
  }
});

test('in the perceptron’s figure a point stands on the side of the line that it is judged by, in either unit', () => {
  for (const units of ['scaled', 'counted'] as const) {
    for (const seed of SEEDS) {
      const rng = random(seed);
      const weights = [rng.normal(), 50 * rng.normal(), 50 * rng.normal()];
      const state = { set: 'onesAndNoughts', units } as const;
      const { w1, w2, b } = cutOf(state, weights);
      judged(state, weights).forEach(({ at, target, right }) => {
        expect(w1 * at[0] + w2 * at[1] + b >= 0 === (target === 1)).toBe(right);
      });
    }
  }
  expect(planarExamples('onesAndNoughts', 'counted')[0].inputs[0]).toBeGreaterThan(10);
});
