// The table of activations against PyTorch, against its own operations, and against what it says of itself.
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { activate, activations, constant, evaluate, type ActivationName } from '#engine';
import reference from '../reference/activations.json';
import { difference } from './apply.ts';

const names = Object.keys(activations) as ActivationName[];

test('PyTorch has numbers for every activation', () => {
  expect(Object.keys(reference.functions).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  const { value, slope, range, tex, slopeTex } = activations[name];
  const { z, functions } = reference;

  test('value and slope are those of PyTorch', () => {
    expect(difference(z.map(value), functions[name].value)).toBeLessThan(2e-15);
    expect(difference(z.map(slope), functions[name].slope)).toBeLessThan(2e-15);
  });

  test('the operation gives the same numbers, bit for bit', () => {
    expect([...evaluate(activate(name, constant(z)), 'float64')]).toEqual(z.map(value));
  });

  test('stays in its range, and comes close to every finite end', () => {
    const [low, high] = range;
    const values = Array.from({ length: 80_001 }, (_, i) => value((i - 40_000) / 1000));
    expect(values.every((y) => y >= low && y <= high)).toBe(true);
    if (Number.isFinite(low)) expect(Math.min(...values) - low).toBeLessThan(1e-6);
    if (Number.isFinite(high)) expect(high - Math.max(...values)).toBeLessThan(1e-6);
  });

  test('a NaN stays a NaN, so that divergence shows', () => {
    expect(value(NaN)).toBeNaN();
  });

  test('its formulas typeset', () => {
    for (const formula of [tex, slopeTex])
      expect(katex.renderToString(formula, { throwOnError: true })).toContain('katex');
  });
});
