// Every operation of the registry, found by being registered: PyTorch's values and gradients, central differences on
// random shapes, a TeX formula that typesets.
import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { ops, type OpName } from '#engine';
import { ruleOf } from '../../engine/ops/index.ts';
import reference from '../reference/ops.json';
import { apply, difference, type Listed } from './apply.ts';
import { draw } from './draw.ts';

const names = Object.keys(ops) as OpName[];

interface Case {
  inputs: Listed[];
  attributes: unknown;
  output: Listed;
  weights: number[];
  gradients: (number[] | null)[];
}
const cases = reference as unknown as Record<string, Case[]>;

test('every operation has numbers from PyTorch, and there are no others', () => {
  expect(Object.keys(cases).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  const rule = ruleOf(name);

  test('is registered under its own name, with an operand for each way back', () => {
    expect(rule.name).toBe(name);
    expect(rule.operands.length).toBe(rule.backward.length);
  });

  test.each([
    ['float64', 1e-12],
    ['float32', 2e-6],
  ] as const)('values and gradients are those of PyTorch in %s', (dtype, tolerance) => {
    for (const { inputs, attributes, output, weights, gradients } of cases[name]) {
      const ours = apply(name, inputs, attributes, () => weights, dtype);
      expect(ours.shape).toEqual(output.shape);
      expect(difference(ours.values, output.values)).toBeLessThan(tolerance);
      gradients.forEach((theirs, i) => {
        const mine = ours.gradients[i];
        if (theirs === null) expect(mine === null || mine.every((slope) => slope === 0)).toBe(true);
        else expect(difference(mine ?? [], theirs)).toBeLessThan(tolerance * 2);
      });
    }
  });

  test('used twice, it adds the second share of each gradient to the first', () => {
    for (const { inputs, attributes, weights } of cases[name]) {
      const [once, twice] = [1, 2].map((times) => apply(name, inputs, attributes, () => weights, 'float64', times));
      once.gradients.forEach((slopes, i) => {
        const doubled = slopes?.map((slope) => 2 * slope) ?? [];
        expect(difference(twice.gradients[i] ?? [], doubled)).toBeLessThan(1e-12);
      });
    }
  });

  test('what the memory held before does not matter', () => {
    for (const { inputs, attributes, weights } of cases[name]) {
      const { values, gradients, again } = apply(name, inputs, attributes, () => weights);
      expect(again()).toEqual({ values, gradients });
    }
  });

  test('gradients are central differences, on random shapes', () => {
    // Sizes 1 to 9 cover single elements, whole tiles of four, and what is left over.
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.nat(), (list, seed) => {
        let drawn = 0;
        const { inputs, attributes } = rule.sample(() => list[drawn++ % list.length]);
        const listed = inputs.map((input, i) => draw(input, `${seed} ${i}`));
        const weights = (size: number) => draw({ shape: [size] }, `${seed} weights`).values;
        const applied = apply(name, listed, attributes, weights);
        const h = 1e-5;
        listed.forEach(({ values }, i) => {
          const slopes = applied.gradients[i];
          if (slopes === null && rule.backward.length > 1) return; // labels and targets cannot be nudged
          const element = seed % values.length;
          const value = values[element];
          const rise = applied.at(i, element, value + h) - applied.at(i, element, value - h);
          expect(difference([slopes?.[element] ?? 0], [rise / (2 * h)])).toBeLessThan(1e-7);
        });
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  test.each(['a', 'a + b'])('its formula of %s typesets', (first) => {
    const { attributes } = rule.sample(() => 2);
    const operands = [first, 'W', 'c', 'd', 'e'].slice(0, rule.operands.length);
    expect(katex.renderToString(rule.tex(operands, attributes), { throwOnError: true })).toContain('katex');
  });
});

test('formulas put parentheses where the order of operations needs them', () => {
  const formula = (op: OpName, operands: string[], attributes: unknown = {}) => ruleOf(op).tex(operands, attributes);
  expect(formula('negate', ['a + b'])).toBe(String.raw`-\left(a + b\right)`);
  expect(formula('power', ['a + b'], { exponent: 2 })).toBe(String.raw`\left(a + b\right)^{2}`);
  expect(formula('multiply', ['a - b', 'w_{12}'])).toBe(String.raw`\left(a - b\right) \odot w_{12}`);
  expect(formula('subtract', ['a - b', 'c - d'])).toBe(String.raw`a - b - \left(c - d\right)`);
  expect(formula('affine', ['x', 'W', 'b'])).toBe(String.raw`x\,W + b`);
});
