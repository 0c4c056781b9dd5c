// Optimisers: twenty steps of each on smooth nets beside PyTorch, the same kernels on plain vectors, and bad settings.
import { describe, expect, test } from 'vitest';
import {
  adam,
  adamw,
  affine,
  activate,
  compile,
  input,
  meanSquaredError,
  momentum,
  parameter,
  rmsprop,
  sgd,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  sum,
  multiply,
  constant,
  type ActivationName,
  type Clip,
  type Optimizer,
} from '#engine';
import runs from '../reference/runs.json';
import { difference } from './apply.ts';

/** The settings of the reference script. */
const optimizers = {
  sgd: () => sgd({ rate: 0.1 }),
  momentum: () => momentum({ rate: 0.05, momentum: 0.9 }),
  nesterov: () => momentum({ rate: 0.05, momentum: 0.9, nesterov: true }),
  rmsprop: () => rmsprop({ rate: 0.01, decay: 0.95 }),
  adam: () => adam({ rate: 0.02 }),
  adamw: () => adamw({ rate: 0.02, weightDecay: 0.1 }),
  'sgd, weight decay': () => sgd({ rate: 0.1, weightDecay: 0.1 }),
  'nesterov, weight decay': () => momentum({ rate: 0.05, momentum: 0.9, nesterov: true, weightDecay: 0.1 }),
  'rmsprop, weight decay': () => rmsprop({ rate: 0.01, decay: 0.95, weightDecay: 0.1 }),
  'adam, weight decay': () => adam({ rate: 0.02, weightDecay: 0.1 }),
  'sgd, l1': () => sgd({ rate: 0.1, l1: 0.05 }),
  'sgd, clipped by norm': () => sgd({ rate: 0.1, clip: { norm: 0.2 } }),
  'adam, clipped by value': () => adam({ rate: 0.02, clip: { value: 0.02 } }),
};
const names = Object.keys(optimizers) as (keyof typeof optimizers)[];
const losses = { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy };

describe.each(runs)('a $activation net $sizes with $loss', (run) => {
  test.each(names)('twenty steps of %s are PyTorch’s', (name) => {
    const x = input('x', [10, 2]);
    const y = input('y', run.loss === 'softmaxCrossEntropy' ? [10] : [10, 1]);
    const last = run.sizes.length - 2;
    let h = x;
    for (let i = 0; i <= last; i++) {
      const [inputs, outputs] = [run.sizes[i], run.sizes[i + 1]];
      const weights = parameter(`w${i}`, [inputs, outputs], run.start[2 * i]);
      const z = affine(h, weights, parameter(`b${i}`, [outputs], run.start[2 * i + 1]));
      h = i < last ? activate(run.activation as ActivationName, z) : z;
    }
    const loss = losses[run.loss as keyof typeof losses](h, y);
    const program = compile({ loss, optimizer: optimizers[name]() });
    program.feed('x', run.x);
    program.feed('y', run.y);
    const ours = Array.from({ length: 20 }, () => program.step());
    const theirs = run.optimizers[name];
    ours.forEach((value, i) => expect(Math.abs(value / theirs.losses[i] - 1)).toBeLessThan(1e-4));
    expect(theirs.losses[19]).toBeLessThan(theirs.losses[0]);
    [...program.parameters.values()].forEach((values, i) =>
      expect(difference(values, theirs.end[i])).toBeLessThan(1e-4),
    );
  });
});

/** ½ Σ curvature · p², with its gradient. */
const curvature = [1, 10, 0.1];

test.each(names)('%s on a plain vector takes the steps it takes in a program', (name) => {
  const start = [1, -2, 3];
  const p = parameter('p', [3], start);
  const loss = multiply(sum(multiply(multiply(p, p), constant(curvature))), 0.5);
  const program = compile({ loss, optimizer: optimizers[name](), dtype: 'float64' });
  const optimizer: Optimizer = optimizers[name]();
  const vector = Float64Array.from(start);
  const state = optimizer.start(3);
  for (let step = 0; step < 50; step++) {
    program.step();
    optimizer.apply(
      vector,
      vector.map((value, i) => curvature[i] * value),
      state,
    );
    expect(difference(vector, program.value('p'))).toBeLessThan(1e-14);
  }
  expect(state.step).toBe(50);
  expect(Math.abs(vector[1])).toBeLessThan(2);
});

test('the rate and other settings change between steps, without compiling again', () => {
  const p = parameter('p', [1], [1]);
  const program = compile({
    loss: sum(multiply(p, 3)),
    optimizer: momentum({ rate: 0.1, momentum: 0 }),
    dtype: 'float64',
  });
  program.step();
  expect(program.value('p')[0]).toBeCloseTo(1 - 0.3, 12);
  program.optimizer.rate = 0.2;
  program.step();
  expect(program.value('p')[0]).toBeCloseTo(0.7 - 0.6, 12);
  program.optimizer.momentum = 0.5;
  program.step();
  expect(program.value('p')[0]).toBeCloseTo(0.1 - 0.2 * (3 + 1.5), 12);
});

test('a proximal step makes parameters exactly 0, and keeps them there', () => {
  const p = parameter('p', [3], [1, -0.01, 0.3]);
  const program = compile({ loss: sum(multiply(p, constant([1, 0, 0]))), optimizer: sgd({ rate: 0.1, l1: 0.5 }) });
  program.step();
  expect(difference(program.value('p'), [1 - 0.1 - 0.05, 0, 0.25])).toBeLessThan(1e-7);
  for (let step = 0; step < 8; step++) program.step();
  expect([...program.value('p').slice(1)]).toEqual([0, 0]);
});

describe('clipping', () => {
  /** The gradients (3, −4) after an update with this limit. */
  const clipped = (clip: Clip | undefined): number[] => {
    const p = parameter('p', [2], [0, 0]);
    const optimizer = sgd({ clip });
    const program = compile({ loss: sum(multiply(p, constant([3, -4]))), optimizer, dtype: 'float64' });
    program.step();
    expect(
      difference(
        program.value('p'),
        [...program.gradient('p')].map((slope) => -0.01 * slope),
      ),
    ).toBeLessThan(1e-16);
    return [...program.gradient('p')];
  };

  test('by norm keeps the direction, by value each size; what is small enough stays as it is', () => {
    expect(difference(clipped({ norm: 1 }), [0.6, -0.8])).toBeLessThan(1e-6);
    expect(clipped({ norm: 5.1 })).toEqual([3, -4]);
    expect(clipped({ value: 3.5 })).toEqual([3, -3.5]);
    expect(clipped({ value: 4 })).toEqual([3, -4]);
    expect(clipped(undefined)).toEqual([3, -4]);
  });

  test('is switched on and off between steps', () => {
    const p = parameter('p', [1], [0]);
    const program = compile({ loss: sum(multiply(p, 100)), optimizer: sgd({ rate: 1 }), dtype: 'float64' });
    program.step();
    expect(program.value('p')[0]).toBe(-100);
    program.optimizer.clip = { value: 1 };
    program.step();
    expect(program.value('p')[0]).toBe(-101);
    program.optimizer.clip = undefined;
    program.step();
    expect(program.value('p')[0]).toBe(-201);
  });
});

test('a learning rate of 0 leaves every bit in place', () => {
  for (const make of [sgd, momentum, rmsprop, adam, adamw]) {
    const optimizer = make({ rate: 0 });
    const program = compile({ loss: sum(multiply(parameter('p', [2], [0.1, -7]), 3)), optimizer });
    program.step();
    expect([...program.value('p')]).toEqual([...Float32Array.of(0.1, -7)]);
  }
});

test.each([
  [() => sgd({ rate: NaN }), 'sgd: rate must be finite and not negative: NaN'],
  [() => sgd({ rate: -1 }), 'sgd: rate must be finite and not negative: -1'],
  [() => momentum({ momentum: 1 }), 'momentum: momentum must be from 0 to below 1: 1'],
  [() => rmsprop({ decay: -0.1 }), 'rmsprop: decay must be from 0 to below 1: -0.1'],
  [() => adam({ beta2: 1.5 }), 'adam: beta2 must be from 0 to below 1: 1.5'],
  [() => adam({ weightDecay: -1 }), 'adam: weightDecay must be finite and not negative: -1'],
  [() => adamw({ weightDecay: NaN }), 'adamw: weightDecay must be finite and not negative: NaN'],
  [() => sgd({ l1: Infinity }), 'sgd: l1 must be finite and not negative: Infinity'],
  [() => sgd({ clip: { norm: 0 } }), 'sgd: clip.norm must be positive and finite: 0'],
  [() => momentum({ clip: { value: NaN } }), 'momentum: clip.value must be positive and finite: NaN'],
  [() => adam({ epsilon: Infinity }), 'adam: epsilon must be finite and not negative: Infinity'],
  [
    () => sgd().apply(new Float64Array(3), [1, 2], sgd().start(3)),
    'sgd: started for 3 parameters, got 3 and 2 gradients',
  ],
])('bad settings are told: %#', (make, message) => {
  expect(make).toThrow(message);
});
