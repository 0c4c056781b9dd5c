// What lives in a program's memory besides values: gradients that are overwritten and added to, states, the training mode,
// what operations keep for their way back; and what must not be asked of it.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  dense,
  input,
  matmul,
  multiply,
  parameter,
  random,
  sequential,
  sgd,
  softmaxCrossEntropy,
  state,
  sum,
  tanh,
} from '#engine';

describe('gradients', () => {
  test('of a tensor used three times are the sum of three shares', () => {
    const w = parameter('w', [2], [2, 3]);
    const program = compile({ loss: sum(add(multiply(w, w), multiply(w, 5))), dtype: 'float64' });
    program.forward();
    program.backward();
    expect([...program.gradient('w')]).toEqual([2 * 2 + 5, 2 * 3 + 5]);
  });

  test('of a diverged run do not linger: the first share overwrites them', () => {
    const w = parameter('w', [2, 2], [1, 2, 3, 4]);
    const program = compile({ loss: sum(tanh(matmul(w, w))), gradients: [], optimizer: sgd({ rate: 0 }) });
    program.forward();
    program.backward();
    const clean = program.gradient('w').slice();
    program.set('w', [3e38, 3e38, 3e38, 3e38]);
    program.forward();
    program.backward();
    program.gradient('w').fill(NaN);
    program.reset();
    program.forward();
    program.backward();
    expect(program.gradient('w')).toEqual(clean);
  });
});

describe('states', () => {
  const build = () => {
    const [w, mean] = [parameter('w', [2], [1, 2]), state('mean', [2], [10, 20])];
    return compile({ loss: sum(multiply(w, mean)), optimizer: sgd({ rate: 0.1 }) });
  };

  test('have values but neither gradient nor update', () => {
    const program = build();
    expect(program.step()).toBe(50);
    expect([...program.value('mean')]).toEqual([10, 20]);
    expect([...program.states.keys()]).toEqual(['mean']);
    expect([...program.parameters.keys()]).toEqual(['w']);
    expect(() => program.gradient('mean')).toThrow("gradient: none was planned for 'mean'");
  });

  test('are set by hand, kept in snapshots, and go back with reset', () => {
    const program = build();
    program.set('mean', [1, 1]);
    const snapshot = program.snapshot();
    program.set('mean', [0, 0]);
    program.restore(snapshot);
    expect([...program.value('mean')]).toEqual([1, 1]);
    program.reset();
    expect([...program.value('mean')]).toEqual([10, 20]);
  });
});

test('a program starts in training mode; a snapshot does not carry the mode', () => {
  const program = compile({ loss: sum(parameter('w', [1], [1])), optimizer: sgd() });
  expect(program.mode).toBe('train');
  const snapshot = program.snapshot();
  program.mode = 'evaluate';
  program.restore(snapshot);
  expect(program.mode).toBe('evaluate');
});

test('what an operation keeps can be read: the probabilities behind cross-entropy', () => {
  const loss = softmaxCrossEntropy(parameter('logits', [1, 3], [0, 0, 0]), input('y', [1])).named('loss');
  const program = compile({ loss, dtype: 'float64' });
  program.feed('y', [2]);
  program.forward();
  expect([...program.scratch('loss')]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect(() => program.scratch('logits')).toThrow("scratch: nothing is kept behind 'logits'");
});

test('one layer runs alone', () => {
  const net = sequential(dense(2, 3, { activation: 'tanh' }), dense(3, 1));
  net.initialise(random(1));
  const program = compile({ outputs: [net.forward(input('x', [1, 2]))] });
  program.feed('x', [1, -1]);
  expect(program.stretch('dense1')).toEqual({ from: 0, to: 2 });
  expect(program.stretch('dense2')).toEqual({ from: 2, to: 3 });
  const { from, to } = program.stretch('dense1');
  program.run(from, to);
  expect(program.value('dense1.h').every((h) => h !== 0)).toBe(true);
  expect([...program.value('dense2.z')]).toEqual([0]);
  expect(() => program.stretch('dense')).toThrow("stretch: no operation makes 'dense'");
});

test('two programs at once do not disturb each other', () => {
  const build = (value: number) => compile({ loss: sum(parameter('w', [1], [value])), optimizer: sgd({ rate: 1 }) });
  const [a, b] = [build(1), build(10)];
  for (let i = 0; i < 3; i++) expect([a.step(), b.step()]).toEqual([1 - i, 10 - i]);
});

test('a memory beyond 1 GiB is refused in numbers', () => {
  const [a, b] = [input('a', [20_000, 1]), input('b', [1, 20_000])];
  expect(() => compile({ outputs: [matmul(a, b)] })).toThrow(
    new RangeError('compile: the plan needs 1526 MiB of memory; 1024 MiB is the most'),
  );
});

test('a dtype that does not exist is refused by name', () => {
  const dtype = 'int8' as unknown as 'float32'; // from JavaScript, or from a file
  const message = "compile: dtype 'int8' is neither float32 nor float64";
  expect(() => compile({ outputs: [parameter('w', [1], [1])], dtype })).toThrow(new RangeError(message));
});

test('code that depends on a value while the graph is recorded is told so', () => {
  const x = input('x', [2]);
  const message = "tensor 'x' [2] was used as a plain value, but a graph is recorded before there are any";
  expect(() => (Number(x) > 0 ? 1 : 0)).toThrow(message);
  expect(() => String(x as unknown as string)).toThrow(message);
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test.each(['fast', 'plain'] as const)(
  'a hundred thousand steps of the %s kernels leave memory as it was',
  (kernels) => {
    const net = sequential(dense(2, 8, { activation: 'tanh' }), dense(8, 3));
    net.initialise(random(1));
    const logits = net.forward(input('x', [10, 2]));
    const program = compile({
      loss: softmaxCrossEntropy(logits, input('y', [10])),
      optimizer: sgd({ rate: 0.01 }),
      kernels,
    });
    const x = Float32Array.from({ length: 20 }, (_, i) => Math.cos(i));
    const y = Float32Array.from({ length: 10 }, (_, i) => i % 3);
    const run = (steps: number): void => {
      for (let i = 0; i < steps; i++) {
        program.feed('x', x);
        program.feed('y', y);
        program.step();
      }
    };
    run(10_000);
    const { buffer } = program.value('x');
    collect(); // what others left behind is no matter of these steps
    const before = process.memoryUsage();
    run(100_000);
    collect();
    const after = process.memoryUsage();
    expect(program.value('x').buffer).toBe(buffer);
    expect(after.arrayBuffers).toBeLessThanOrEqual(before.arrayBuffers); // less: what others left goes when it likes
    expect(after.heapUsed - before.heapUsed).toBeLessThan(16e6); // garbage that waits to be collected, no more
  },
);
