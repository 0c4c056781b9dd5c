// Batch normalisation: running statistics beside PyTorch, training and evaluation mode in one plan, and going back.
import { describe, expect, test } from 'vitest';
import { compile, constant, input, multiply, nn, sgd, sum } from '#engine';
import reference from '../reference/pictures.json';
import { difference } from './apply.ts';

describe('batch normalisation', () => {
  const { statistics } = reference;
  const build = () => {
    const x = input('x', [3, 2, 2, 3]);
    const layer = nn.batchNorm(2, { momentum: 0.2, epsilon: 1e-4 });
    const y = layer.forward(x);
    const loss = sum(multiply(y, constant(statistics.weights, y.shape)));
    const program = compile({ loss, gradients: [x], optimizer: sgd({ rate: 0.1 }), dtype: 'float64' });
    program.set('batchNorm.gain', statistics.gain);
    program.set('batchNorm.bias', statistics.bias);
    return { program, x, y };
  };
  const forward = ({ program }: ReturnType<typeof build>, batch: number) => {
    program.feed('x', statistics.batches[batch]);
    program.forward();
  };

  test('running statistics follow those of PyTorch, and serve in evaluation mode, forward and back', () => {
    const built = build();
    const { program, x, y } = built;
    expect([...program.value('batchNorm.runningMean'), ...program.value('batchNorm.runningVariance')]).toEqual([
      0, 0, 1, 1,
    ]);
    statistics.running.forEach((running, i) => {
      forward(built, i);
      expect(difference(program.value('batchNorm.runningMean'), running.mean)).toBeLessThan(1e-12);
      expect(difference(program.value('batchNorm.runningVariance'), running.variance)).toBeLessThan(1e-12);
    });
    program.mode = 'evaluate';
    const before = [...program.states.values()].map((values) => [...values]);
    forward(built, 3);
    program.backward();
    expect([...program.states.values()].map((values) => [...values])).toEqual(before);
    expect(difference(program.value(y), statistics.output)).toBeLessThan(1e-12);
    [x, 'batchNorm.gain', 'batchNorm.bias'].forEach((key, i) =>
      expect(difference(program.gradient(key), statistics.gradients[i])).toBeLessThan(1e-12),
    );
  });

  test('each channel has mean 0 and variance 1 in training, before gain and bias', () => {
    const built = build();
    built.program.set('batchNorm.gain', [1, 1]);
    built.program.set('batchNorm.bias', [0, 0]);
    forward(built, 3);
    const values = built.program.value(built.y);
    for (const channel of [0, 1]) {
      const own = [...values].filter((_, i) => Math.floor(i / 6) % 2 === channel);
      const average = own.reduce((total, v) => total + v, 0) / own.length;
      const variance = own.reduce((total, v) => total + (v - average) * (v - average), 0) / own.length;
      expect(average).toBeCloseTo(0, 12);
      expect(variance).toBeCloseTo(1, 4);
    }
  });

  test('scratch holds what was taken away and multiplied with, and whose it was', () => {
    const built = build();
    const { program, y } = built;
    program.mode = 'evaluate';
    program.set('batchNorm.runningMean', [3, -4]);
    program.set('batchNorm.runningVariance', [0.25 - 1e-4, 4 - 1e-4]);
    forward(built, 0);
    expect(difference(program.scratch(y), [3, -4, 2, 0.5, 0])).toBeLessThan(1e-12);
    program.mode = 'train';
    forward(built, 0);
    expect(program.scratch(y)[4]).toBe(1);
  });

  test('the way back goes by the mode of the forward pass, also when the mode is changed in between', () => {
    const gradientsOf = (between: 'train' | 'evaluate') => {
      const built = build();
      forward(built, 3);
      built.program.mode = between;
      built.program.backward();
      return [...built.program.gradient(built.x)];
    };
    expect(gradientsOf('evaluate')).toEqual(gradientsOf('train'));
  });

  test('a snapshot holds the running statistics, and reset starts them anew', () => {
    const built = build();
    const { program } = built;
    forward(built, 0);
    const snapshot = program.snapshot();
    const kept = [...program.value('batchNorm.runningMean')];
    forward(built, 1);
    expect([...program.value('batchNorm.runningMean')]).not.toEqual(kept);
    program.restore(snapshot);
    expect([...program.value('batchNorm.runningMean')]).toEqual(kept);
    program.reset();
    expect([...program.value('batchNorm.runningVariance')]).toEqual([1, 1]);
  });

  test('one value for each channel is refused in training, and welcome in use', () => {
    const program = compile({ outputs: [nn.batchNorm(3).forward(input('x', [1, 3]))] });
    program.feed('x', [1, 2, 3]);
    expect(() => program.forward()).toThrow(
      new RangeError('batchNorm: training needs more than one value for each channel, and the batch holds one'),
    );
    program.mode = 'evaluate';
    program.forward();
    expect(difference(program.value('batchNorm.h'), [1, 2, 3])).toBeLessThan(1e-5);
  });
});
