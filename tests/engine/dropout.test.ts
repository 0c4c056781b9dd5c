// Dropout: its share, its coins, which are a function of seed, update and place, and evaluation mode in the same plan.
import { describe, expect, test } from 'vitest';
import { compile, dropout, input, mean, multiply, nn, parameter, sequential, sgd } from '#engine';
import { difference } from './apply.ts';

describe('dropout', () => {
  const SIZE = 10_000;
  /** Σ dropout(x · w) with every x and w 1, so that the sum's parts and slopes are the mask itself. */
  const build = (rate: number, seed = 1) => {
    const x = multiply(input('x', [SIZE]), parameter('w', [], 1)).named('product');
    const y = dropout(x, { rate, seed }).named('y');
    const program = compile({ loss: mean(y), gradients: [x], outputs: [y], optimizer: sgd({ rate: 0.01 }) });
    program.feed('x', new Float32Array(SIZE).fill(1));
    return program;
  };
  const valueAfter = (program: ReturnType<typeof build>) => {
    program.forward();
    return [...program.value('y')];
  };

  test.each([0.1, 0.5, 0.9])('at rate %d drops that share, and keeps the mean', (rate) => {
    const y = valueAfter(build(rate));
    const dropped = y.filter((value) => value === 0).length / SIZE;
    expect(Math.abs(dropped - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / SIZE));
    expect(new Set(y)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
  });

  test('drops neighbours independently, and places differently at each update', () => {
    const program = build(0.5);
    const first = valueAfter(program).map((value) => value / 2);
    program.backward();
    program.update();
    const second = valueAfter(program).map((value) => (value > 0 ? 1 : 0));
    const agreement = (a: number[], b: number[]) => a.filter((value, i) => value === b[i]).length / a.length;
    const tolerance = 4 * Math.sqrt(0.25 / SIZE);
    for (const distance of [1, 2, 3, 4, 8, 28, 64])
      expect(Math.abs(agreement(first.slice(distance), first) - 0.5)).toBeLessThan(tolerance * 2);
    expect(Math.abs(agreement(first, second) - 0.5)).toBeLessThan(tolerance);
    for (const distance of [1, 2, 3])
      // nor is one mask the other, moved
      expect(Math.abs(agreement(first.slice(distance), second) - 0.5)).toBeLessThan(tolerance * 2);
  });

  test('another seed drops others', () => {
    expect(valueAfter(build(0.5, 1))).toEqual(valueAfter(build(0.5, 1)));
    expect(valueAfter(build(0.5, 1))).not.toEqual(valueAfter(build(0.5, 2)));
  });

  test('passes between two updates drop the same, and the gradient passes where the value does', () => {
    const program = build(0.3);
    const y = valueAfter(program);
    program.backward();
    expect(valueAfter(program)).toEqual(y);
    expect([...program.scratch('y')]).toEqual(y);
    expect(
      difference(
        program.gradient('product'),
        [...y].map((value) => value / SIZE),
        1e-4,
      ),
    ).toBeLessThan(1e-6);
  });

  test('a restored snapshot drops again what it dropped before', () => {
    const program = build(0.4);
    program.step();
    program.step();
    const snapshot = program.snapshot();
    const replay = () => Array.from({ length: 5 }, () => [program.step(), ...program.value('y').slice(0, 50)]);
    const first = replay();
    expect(new Set(first.map(([, ...mask]) => String(mask.map((value) => value > 0)))).size).toBe(5);
    program.restore(snapshot);
    expect(replay()).toEqual(first);
  });

  test('evaluation mode lets all pass, forward and back, in the same plan', () => {
    const program = build(0.5);
    program.mode = 'evaluate';
    expect(new Set(valueAfter(program))).toEqual(new Set([1]));
    program.backward();
    expect(new Set(program.gradient('product'))).toEqual(new Set([Math.fround(1 / SIZE)]));
    program.mode = 'train';
    expect(new Set(valueAfter(program))).toEqual(new Set([0, 2]));
  });

  test('layers of one net drop differently, by their names; the same net drops the same', () => {
    const build = () => {
      const net = sequential(nn.dropout(0.5), nn.dropout(0.5));
      const x = input('x', [1, 64]);
      const y = net.forward(x);
      const program = compile({ outputs: [y] });
      program.feed('x', new Float32Array(64).fill(1));
      program.forward();
      return ['dropout1.h', 'dropout2.h'].map((key) => [...program.scratch(key)]);
    };
    const [first, second] = build();
    expect(first).not.toEqual(second);
    expect(build()).toEqual([first, second]);
  });
});
