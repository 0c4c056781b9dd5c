// Operations on pictures: twenty training steps beside PyTorch, pooling, convolution, and what is refused.
import { describe, expect, test } from 'vitest';
import {
  adam,
  averagePool,
  batchNorm,
  compile,
  constant,
  conv2d,
  dense,
  dropout,
  evaluate,
  input,
  maxPool,
  mean,
  momentum,
  nn,
  parameter,
  random,
  sequential,
  softmaxCrossEntropy,
  state,
  sum,
  type Optimizer,
  type Sequential,
} from '#engine';
import reference from '../reference/pictures.json';
import { difference } from './apply.ts';

const of = (...shape: number[]) => input('t', shape);

describe('twenty steps are PyTorch’s', () => {
  const tanh = () => nn.activation('tanh');
  const nets: Record<'plain' | 'normed', { net: () => Sequential; optimizer: () => Optimizer }> = {
    plain: {
      net: () =>
        sequential(
          nn.conv2d(1, 4, 5, { padding: 'same' }),
          tanh(),
          nn.averagePool(2),
          nn.conv2d(4, 6, 3, { dilation: 2 }),
          tanh(),
          nn.flatten(),
          dense(24, 3),
        ),
      optimizer: () => adam({ rate: 0.01 }),
    },
    normed: {
      net: () =>
        sequential(
          nn.conv2d(2, 4, 3, { stride: [2, 1], padding: 1 }),
          nn.batchNorm(4),
          tanh(),
          nn.maxPool(3, { stride: 2 }),
          nn.conv2d(4, 5, [2, 3]),
          nn.batchNorm(5, { momentum: 0.3 }),
          nn.activation('silu'),
          nn.flatten(),
          dense(10, 8),
          nn.batchNorm(8),
          tanh(),
          dense(8, 3),
        ),
      optimizer: () => momentum({ rate: 0.05, momentum: 0.9 }),
    },
  };

  test.each(['plain', 'normed'] as const)('of the %s convolutional net, and so are its answers in use', (name) => {
    const theirs = reference[name];
    const { net, optimizer } = nets[name];
    const logits = net().forward(input('x', theirs.x.shape));
    const loss = softmaxCrossEntropy(logits, input('y', [theirs.y.length]));
    const program = compile({ loss, outputs: [logits], optimizer: optimizer() });
    expect([...program.parameters.keys()]).toEqual(Object.keys(theirs.start));
    expect([...program.states.keys()]).toEqual(Object.keys(theirs.states));
    program.load(Object.entries(theirs.start));
    program.feed('x', theirs.x.values);
    program.feed('y', theirs.y);
    const losses = Array.from({ length: 20 }, () => program.step());
    losses.forEach((value, i) => expect(Math.abs(value / theirs.losses[i] - 1)).toBeLessThan(1e-4));
    expect(losses[19]).toBeLessThan(losses[0] / 4);
    for (const [values, ends] of [
      [program.parameters, theirs.end],
      [program.states, theirs.states],
    ] as const)
      for (const [key, end] of Object.entries(ends)) expect(difference(values.get(key) ?? [], end)).toBeLessThan(1e-4);
    program.mode = 'evaluate';
    program.forward();
    expect(difference(program.value(logits), theirs.evaluation)).toBeLessThan(1e-4);
  });
});

describe('pooling', () => {
  test('windows move by their own size unless said otherwise', () => {
    const x = of(1, 1, 9, 9);
    expect(maxPool(x).shape).toEqual([1, 1, 4, 4]);
    for (const pool of [maxPool, averagePool]) expect(pool(x, { size: [3, 9] }).shape).toEqual([1, 1, 3, 1]);
    for (const pool of [nn.maxPool, nn.averagePool]) expect(pool(3).forward(x).shape).toEqual([1, 1, 3, 3]);
    expect(nn.averagePool(3, { stride: [1, 2] }).forward(x).shape).toEqual([1, 1, 7, 4]);
  });

  const x = parameter('x', [1, 2, 2, 3], [1, 5, 2, 4, 3, 6, -1, -2, -3, -4, -5, 0]);

  test('the mean of whole pictures is two means', () => {
    expect(difference(evaluate(mean(mean(x, 3), 2)), [3.5, -2.5])).toBeLessThan(1e-6);
    expect([...evaluate(averagePool(x, { size: [2, 3] }))]).toEqual([3.5, -2.5]);
  });

  test('windows that leave the picture are left out, and pixels that no window sees get no gradient', () => {
    const program = compile({ loss: sum(maxPool(x)) });
    program.forward();
    program.backward();
    expect(program.loss).toBe(5 - 1);
    expect([...program.gradient('x')]).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  });

  test('NaN is not hidden by larger pixels', () => {
    const y = maxPool(input('x', [1, 1, 1, 3]), { size: [1, 2], stride: 1 });
    const program = compile({ outputs: [y] });
    program.feed('x', [0, 1, 2]);
    program.value('x')[0] = NaN;
    program.forward();
    expect([...program.value(y)]).toEqual([NaN, 2]);
  });
});

describe('convolution', () => {
  test('same keeps the size of the picture, valid adds nothing', () => {
    const [x, weights, bias] = [of(2, 3, 7, 9), of(4, 3, 3, 5), of(4)];
    expect(conv2d(x, weights, bias, { padding: 'same' }).shape).toEqual([2, 4, 7, 9]);
    expect(conv2d(x, weights, bias, { padding: 'same', dilation: [1, 2] }).shape).toEqual([2, 4, 7, 9]);
    expect(conv2d(x, weights, bias, { padding: 'valid' }).shape).toEqual([2, 4, 5, 5]);
    expect(conv2d(x, weights, bias, { stride: 2, padding: [1, 2] }).shape).toEqual([2, 4, 4, 5]);
  });

  test('a layer starts as He or Xavier says, by the inputs that one output has', () => {
    const deviationOf = (activation: 'relu' | 'tanh') => {
      const layer = nn.conv2d(8, 60, 5, { activation });
      layer.initialise(random(3));
      const { source } = layer.weights;
      const values = source.kind === 'parameter' ? [...source.values] : [];
      return Math.sqrt(values.reduce((total, v) => total + v * v, 0) / values.length);
    };
    expect(deviationOf('relu') / Math.sqrt(2 / (8 * 25))).toBeCloseTo(1, 1);
    expect(deviationOf('tanh') / Math.sqrt(2 / (68 * 25))).toBeCloseTo(1, 1);
  });
});

describe('what is refused', () => {
  const vector = () => constant([1, 1]);
  const states = [state('mean', [2], [0, 0]), state('variance', [2], [1, 1])] as const;

  test.each([
    [() => conv2d(of(1, 1, 3, 3), of(2, 1, 5, 5), of(2)), 'conv2d: kernel 5×5 does not fit input 3×3 with padding 0'],
    [
      () => conv2d(of(1, 1, 3, 9), of(2, 1, 3, 3), of(2), { dilation: 2, padding: [0, 1] }),
      'conv2d: kernel 3×3 with dilation 2 does not fit input 3×9 with padding 0×1',
    ],
    [
      () => conv2d(of(1, 28, 28), of(2, 1, 5, 5), of(2)),
      'conv2d: x must be [batch, channels, height, width], not [1, 28, 28]',
    ],
    [
      () => conv2d(of(1, 1, 3, 3), of(2, 5, 5), of(2)),
      'conv2d: weights must be [outputs, channels, kernelHeight, kernelWidth], not [2, 5, 5]',
    ],
    [
      () => conv2d(of(1, 2, 3, 3), of(2, 3, 1, 1), of(2)),
      'conv2d: x has 2 channels, weights take 3: [1, 2, 3, 3] and [2, 3, 1, 1]',
    ],
    [() => conv2d(of(1, 2, 3, 3), of(2, 2, 1, 1), of(3)), 'conv2d: bias does not fit the outputs: [2, 2, 1, 1] + [3]'],
    [
      () => conv2d(of(1, 2, 3, 3), of(2, 2, 1, 1), of(2), { stride: 0 }),
      'conv2d: stride must be a whole number of at least 1: 0',
    ],
    [
      () => conv2d(of(1, 2, 3, 3), of(2, 2, 1, 1), of(2), { padding: [1, 0.5] }),
      'conv2d: padding must be a whole number of at least 0: 1×0.5',
    ],
    [
      () => conv2d(of(1, 2, 3, 3), of(2, 2, 1, 1), of(2), { dilation: NaN }),
      'conv2d: dilation must be a whole number of at least 1: NaN',
    ],
    [
      () => conv2d(of(1, 2, 5, 5), of(2, 2, 4, 3), of(2), { padding: 'same' }),
      "conv2d: padding 'same' needs stride 1 and an odd kernel, not stride 1 and kernel 4×3",
    ],
    [
      () => conv2d(of(1, 2, 5, 5), of(2, 2, 3, 3), of(2), { padding: 'same', stride: 2 }),
      "conv2d: padding 'same' needs stride 1 and an odd kernel, not stride 2 and kernel 3×3",
    ],
    [() => maxPool(of(1, 1, 2, 2), { size: 3 }), 'maxPool: window 3×3 does not fit input 2×2'],
    [() => averagePool(of(1, 1, 2, 2), { size: [1, 3] }), 'averagePool: window 1×3 does not fit input 2×2'],
    [() => maxPool(of(2, 2)), 'maxPool: x must be [batch, channels, height, width], not [2, 2]'],
    [() => maxPool(of(1, 1, 2, 2), { stride: -1 }), 'maxPool: stride must be a whole number of at least 1: -1'],
    [
      () => batchNorm(of(4, 2, 3), vector(), vector(), ...states),
      'batchNorm: x must be [batch, channels] or [batch, channels, height, width], not [4, 2, 3]',
    ],
    [
      () => batchNorm(of(4, 3), vector(), vector(), ...states),
      'batchNorm: gain must be [3], one for each channel of [4, 3], not [2]',
    ],
    [
      () => batchNorm(of(4, 2), vector(), vector(), states[0], vector()),
      'batchNorm: runningVariance must be a state, not constant',
    ],
    [
      () => batchNorm(of(4, 2), vector(), vector(), ...states, { momentum: 1.5 }),
      'batchNorm: momentum must be from 0 to 1: 1.5',
    ],
    [
      () => batchNorm(of(4, 2), vector(), vector(), ...states, { epsilon: 0 }),
      'batchNorm: epsilon must be positive and finite: 0',
    ],
    [() => dropout(of(2), { rate: 1 }), 'dropout: rate must be from 0 to below 1: 1'],
    [() => dropout(of(2), { rate: NaN }), 'dropout: rate must be from 0 to below 1: NaN'],
    [() => dropout(of(2), { seed: -1 }), 'dropout: seed must be a whole number from 0 to 2^32 - 1: -1'],
  ])('%#', (make, message) => {
    expect(make).toThrow(new RangeError(message));
  });
});
