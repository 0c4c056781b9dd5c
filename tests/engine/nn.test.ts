// Layers and their initial weights: moments beside PyTorch's own draws, names, and what a layer computes.
import { describe, expect, test } from 'vitest';
import {
  allEqual,
  compile,
  constantInitialiser,
  dense,
  he,
  input,
  mean,
  normal,
  orthogonal,
  random,
  sequential,
  tanh,
  tooLarge,
  tooSmall,
  torchDefault,
  uniform,
  xavier,
  zeros,
  type Initialiser,
} from '#engine';
import reference from '../reference/initialisers.json';

const fan = { inputs: 300, outputs: 500 };

function draw(initialiser: Initialiser): Float64Array {
  const values = new Float64Array(fan.inputs * fan.outputs);
  initialiser(values, fan, random(1));
  return values;
}

const moments = (values: Float64Array) => {
  const average = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - average) ** 2, 0) / values.length;
  return { average, deviation: Math.sqrt(variance), largest: values.reduce((m, x) => Math.max(m, Math.abs(x)), 0) };
};

describe('initialisers', () => {
  const ours = {
    'xavier uniform': xavier(),
    'xavier normal': xavier('normal'),
    'he uniform': he('uniform'),
    'he normal': he(),
    'torch default': torchDefault,
    orthogonal: orthogonal(),
  };

  test.each(Object.entries(ours))('%s spreads as PyTorch’s', (name, initialiser) => {
    const theirs = reference[name as keyof typeof reference];
    const { average, deviation, largest } = moments(draw(initialiser));
    expect(Math.abs(average)).toBeLessThan(theirs.deviation * 0.01);
    expect(Math.abs(deviation / theirs.deviation - 1)).toBeLessThan(0.01);
    // A uniform draw has an edge; the largest of 150,000 normal deviates is only roughly the same each time.
    const edge = name.endsWith('uniform') || name === 'torch default';
    expect(Math.abs(largest / theirs.largest - 1)).toBeLessThan(edge ? 1e-4 : 0.2);
  });

  test('normal takes the deviation it is told; zeros and constants are what they say', () => {
    expect(Math.abs(moments(draw(normal(0.3))).deviation / 0.3 - 1)).toBeLessThan(0.01);
    expect(draw(zeros).every((x) => x === 0)).toBe(true);
    expect(draw(constantInitialiser(0.5)).every((x) => x === 0.5)).toBe(true);
  });

  test('uniform keeps to its bound', () => {
    const { deviation, largest } = moments(draw(uniform(0.2)));
    expect(Math.abs(deviation / (0.2 / Math.sqrt(3)) - 1)).toBeLessThan(0.01);
    expect(largest).toBeLessThan(0.2);
    expect(largest).toBeGreaterThan(0.1999);
  });

  test.each([
    [5, 8],
    [8, 5],
    [6, 6],
    [1, 4],
    [64, 64],
  ])('orthogonal weights [%i, %i] stretch nothing but by their gain', (inputs, outputs) => {
    const values = new Float64Array(inputs * outputs);
    orthogonal(2)(values, { inputs, outputs }, random(3));
    const [count, along, across] = inputs < outputs ? [inputs, 1, outputs] : [outputs, outputs, 1];
    for (let a = 0; a < count; a++)
      for (let b = 0; b < count; b++) {
        let product = 0;
        for (let k = 0; k < Math.max(inputs, outputs); k++)
          product += values[a * across + k * along] * values[b * across + k * along];
        expect(product).toBeCloseTo(a === b ? 4 : 0, 11);
      }
  });

  test('orthogonal takes matrices only', () => {
    expect(() => orthogonal()(new Float64Array(7), { inputs: 2, outputs: 3 }, random(1))).toThrow(
      new RangeError('orthogonal: 7 weights are no matrix [2, 3]'),
    );
  });

  test('bad starts are bad in the way they say: ten tanh layers saturate, forget, or agree', () => {
    const spreadAfter = (initialiser: Initialiser) => {
      const width = 100;
      const layers = Array.from({ length: 10 }, () => dense(width, width, { activation: 'tanh', initialiser }));
      const net = sequential(...layers);
      net.initialise(random(4));
      const x = input('x', [20, width]);
      const h = net.forward(x);
      const program = compile({ outputs: [h] });
      const rng = random(5);
      program.feed(
        'x',
        Array.from({ length: 20 * width }, () => rng.normal()),
      );
      program.forward();
      return Float64Array.from(program.value(h));
    };
    const atTheEnds = (values: Float64Array) => values.filter((h) => Math.abs(h) > 0.9).length / values.length;
    const good = spreadAfter(xavier());
    expect(moments(good).deviation).toBeGreaterThan(0.1);
    expect(atTheEnds(good)).toBeLessThan(0.01);
    expect(moments(spreadAfter(tooSmall)).deviation).toBeLessThan(2e-6);
    expect(atTheEnds(spreadAfter(tooLarge))).toBeGreaterThan(0.5);
    const equal = spreadAfter(allEqual);
    for (let row = 0; row < 20; row++) expect(new Set(equal.slice(row * 100, row * 100 + 100)).size).toBe(1);
  });
});

describe('layers', () => {
  test('ReLU layers start as He says, all others as Xavier says', () => {
    const deviationOf = (activation: 'relu' | 'tanh' | 'linear') => {
      const layer = dense(300, 500, { activation });
      layer.initialise(random(2));
      const { source } = layer.weights;
      return source.kind === 'parameter' ? moments(source.values).deviation : 0;
    };
    expect(deviationOf('relu')).toBeCloseTo(Math.sqrt(2 / 300), 3);
    expect(deviationOf('tanh')).toBeCloseTo(Math.sqrt(2 / 800), 3);
    expect(deviationOf('linear')).toBeCloseTo(Math.sqrt(2 / 800), 3);
  });

  test('a dense layer is activation(x W + b), and every part of it has a name', () => {
    const net = sequential(dense(2, 2, { activation: 'relu' }), dense(2, 1, { name: 'out' }));
    const y = net.forward(input('x', [1, 2]));
    const program = compile({ loss: mean(y), outputs: [y] });
    program.set('dense1.weights', [1, -1, 2, -2]);
    program.set('dense1.bias', [0.5, 0.5]);
    program.set('out.weights', [3, 100]);
    program.set('out.bias', [1]);
    program.feed('x', [1, 1]);
    program.forward();
    expect([...program.value('dense1.z')]).toEqual([3.5, -2.5]);
    expect([...program.value('dense1.h')]).toEqual([3.5, 0]);
    expect([...program.value('out.z')]).toEqual([11.5]);
    expect([...program.parameters.keys()]).toEqual(['dense1.weights', 'dense1.bias', 'out.weights', 'out.bias']);
    expect(net.parameters.length).toBe(4);
  });

  test('a seed gives one start, whatever was compiled before', () => {
    const net = sequential(dense(3, 4, { activation: 'tanh' }), dense(4, 1));
    const x = input('x', [1, 3]);
    const startOf = (seed: number) => {
      net.initialise(random(seed));
      return [...compile({ outputs: [net.forward(x)] }).parameters.values()].map((values) => [...values]);
    };
    const first = startOf(1);
    expect(startOf(2)).not.toEqual(first);
    expect(startOf(1)).toEqual(first);
  });

  test('neighbours that do not fit are told', () => {
    expect(() => sequential(dense(2, 8), dense(9, 1))).toThrow(
      'sequential: layer 1 has 8 outputs, but layer 2 takes 9 inputs',
    );
    const net = sequential(dense(2, 8), dense(8, 1));
    expect(() => net.forward(input('x', [4, 3]))).toThrow('affine: inner sizes differ: [4, 3] × [2, 8]');
  });

  test('the same layers on two batches share their parameters', () => {
    const net = sequential(dense(1, 1));
    net.initialise(random(1));
    const [train, ask] = [input('train', [3, 1]), input('ask', [1, 1])];
    const program = compile({ loss: mean(tanh(net.forward(train))), outputs: [net.forward(ask)] });
    expect([...program.parameters.keys()]).toEqual(['dense1.weights', 'dense1.bias']);
    expect(() => program.value('dense1.z')).toThrow("value: several tensors are named 'dense1.z'");
  });
});
