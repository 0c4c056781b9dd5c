// Sequences of layers: names, initial values, and which layer does not take what it is given.
import { describe, expect, test } from 'vitest';
import { compile, dense, input, nn, random, sequential } from '#engine';

const of = (...shape: number[]) => input('t', shape);

describe('a sequence', () => {
  const net = () =>
    sequential(
      nn.conv2d(1, 4, 3, { activation: 'relu' }),
      nn.batchNorm(4),
      nn.maxPool(),
      nn.flatten(),
      nn.dropout(0.2),
      dense(36, 2, { name: 'out' }),
    );

  test('names its layers by kind and place, and all their tensors', () => {
    const program = compile({ outputs: [net().forward(input('x', [5, 1, 8, 8]))] });
    expect([...program.parameters.keys()]).toEqual([
      'conv2d1.weights',
      'conv2d1.bias',
      'batchNorm2.gain',
      'batchNorm2.bias',
      'out.weights',
      'out.bias',
    ]);
    expect([...program.states.keys()]).toEqual(['batchNorm2.runningMean', 'batchNorm2.runningVariance']);
    for (const name of ['conv2d1.z', 'conv2d1.h', 'batchNorm2.h', 'maxPool3.h', 'flatten4.h', 'dropout5.h', 'out.z'])
      expect(program.value(name).length).toBeGreaterThan(0);
    expect(net().parameters.length).toBe(6);
    expect(net().states.length).toBe(2);
  });

  test('within a sequence bears its name before those of its layers', () => {
    const outer = sequential(sequential(dense(2, 2), nn.activation('tanh')), dense(2, 1));
    expect(outer.parameters.map(({ name }) => name)).toEqual([
      'sequential1.dense1.weights',
      'sequential1.dense1.bias',
      'dense2.weights',
      'dense2.bias',
    ]);
    expect(outer.forward(of(1, 2)).shape).toEqual([1, 1]);
  });

  test('draws for every layer that has something to draw', () => {
    const made = net();
    made.initialise(random(1));
    const drawn = made.parameters.map(({ source }) => source.kind === 'parameter' && new Set(source.values).size > 1);
    expect(drawn).toEqual([true, false, false, false, true, false]);
  });

  test.each([
    [
      () => net().forward(of(5, 1, 28, 28)),
      'sequential: layer 6 (out) does not take [5, 676]: affine: inner sizes differ: [5, 676] × [36, 2]',
    ],
    [
      () => net().forward(of(5, 3, 8, 8)),
      'sequential: layer 1 (conv2d1) does not take [5, 3, 8, 8]: conv2d: x has 3 channels, weights take 1: [5, 3, 8, 8] and [4, 1, 3, 3]',
    ],
    [
      () => sequential(nn.maxPool(2), dense(36, 2)).forward(of(5, 1, 8, 8)),
      'sequential: layer 2 (dense2) does not take [5, 1, 4, 4]: affine: needs a matrix, a matrix and a vector: [5, 1, 4, 4] × [36, 2] + [2]',
    ],
  ])('says which layer does not take what it is given %#', (make, message) => {
    expect(make).toThrow(new RangeError(message));
  });

  test.each([
    [() => dense(-2, 3), 'dense: weights: sizes must be positive whole numbers: [-2, 3]'],
    [() => nn.conv2d(1, 8, [5, 0]), 'conv2d: weights: sizes must be positive whole numbers: [8, 1, 5, 0]'],
    [() => nn.batchNorm(1.5), 'batchNorm: gain: sizes must be positive whole numbers: [1.5]'],
  ])('layers of impossible sizes are refused %#', (make, message) => {
    expect(make).toThrow(new RangeError(message));
  });
});
