// Programs: what is computed, what can be read and edited, part runs, and going back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adam,
  add,
  affine,
  compile,
  cos,
  dense,
  evaluate,
  exp,
  index,
  input,
  matmul,
  mean,
  meanSquaredError,
  multiply,
  parameter,
  power,
  random,
  reshape,
  sequential,
  sgd,
  sigmoid,
  sin,
  subtract,
  sum,
  tanh,
  transpose,
  valueAndGradient,
  type Tensor,
} from '#engine';
import { difference } from './apply.ts';

/** A 2-4-1 net on three points. */
function smallNet(optimizer = sgd({ rate: 0.1 }) as ReturnType<typeof sgd> | ReturnType<typeof adam>) {
  const x = input('x', [3, 2]);
  const net = sequential(dense(2, 4, { activation: 'tanh' }), dense(4, 1));
  net.initialise(random(1));
  const y = net.forward(x).named('y');
  const program = compile({ loss: meanSquaredError(y, input('target', [3, 1])), outputs: [y], optimizer });
  program.feed('x', [0.1, 0.2, -0.3, 0.4, 0.5, -0.6]);
  program.feed('target', [1, -1, 0.5]);
  return { program, net };
}
const run = (program: ReturnType<typeof smallNet>['program'], steps: number) =>
  Array.from({ length: steps }, () => program.step());

describe('what is computed', () => {
  /** Grows a scalar expression of a and b by a list of choices; subexpressions are used several times. */
  function grow(a: Tensor, b: Tensor, choices: number[]): Tensor {
    const made = [a, b];
    for (const choice of choices) {
      const x = made[Math.floor(choice / 8) % made.length];
      const y = made[Math.floor(choice / 64) % made.length];
      made.push(
        [add(x, y), subtract(x, y), tanh(multiply(x, y)), tanh(x), sin(y), sigmoid(x), multiply(x, 0.7), cos(y)][
          choice % 8
        ],
      );
    }
    return made.slice(2).reduce((total, tensor) => add(total, tensor), multiply(a, b));
  }

  test('gradients of any expression are central differences, however often its parts are reused', () => {
    const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, fc.array(fc.nat({ max: 4095 }), { maxLength: 12 }), (p, q, choices) => {
        const [a, b] = [parameter('a', [], p), parameter('b', [], q)];
        const f = valueAndGradient(grow(a, b, choices), [a, b]);
        const [da, db] = f().gradients.map(([slope]) => slope);
        const h = 1e-5;
        const rise = (at: number, bt: number) => f(p + at, q + bt).value - f(p - at, q - bt).value;
        expect(difference([da, db], [rise(h, 0) / (2 * h), rise(0, h) / (2 * h)])).toBeLessThan(1e-6);
      }),
    );
  });

  test('a replay gives what a fresh program gives, bit for bit', () => {
    const { program } = smallNet(adam({ rate: 0.05 }));
    const again = smallNet(adam({ rate: 0.05 })).program;
    const losses = run(program, 20);
    expect(run(again, 20)).toEqual(losses);
    program.reset();
    expect(run(program, 20)).toEqual(losses);
  });

  test('float32 follows float64', () => {
    const w = parameter('w', [3, 2], [0.3, -0.2, 0.5, 0.1, 0.9, -0.4]);
    const loss = mean(power(tanh(matmul(w, transpose(w))), 2));
    const [single, double] = (['float32', 'float64'] as const).map((dtype) => {
      const program = compile({ loss, dtype });
      program.forward();
      program.backward();
      return [program.loss, ...program.gradient('w')];
    });
    expect(difference(single, double)).toBeLessThan(1e-6);
    expect(single).not.toEqual(double);
  });

  test('a reshape is a view: value and gradient are the same memory', () => {
    const w = parameter('w', [2, 3], [1, 2, 3, 4, 5, 6]);
    const flat = reshape(w, [6]);
    const program = compile({ loss: sum(multiply(flat, index(w, 1).size)), dtype: 'float64' });
    program.forward();
    program.backward();
    expect(program.value(flat).byteOffset).toBe(program.value('w').byteOffset);
    expect([...program.gradient('w')]).toEqual([3, 3, 3, 3, 3, 3]);
  });

  test('a loss that is itself a parameter, or a view, has the gradient 1', () => {
    const w = parameter('w', [1, 1], [5]);
    for (const loss of [w, reshape(w, [])]) expect(valueAndGradient(loss, [w])().gradients[0][0]).toBe(1);
  });

  test('gradients of inputs and of intermediate tensors are there when asked for', () => {
    const x = input('x', [2]);
    const h = exp(x).named('h');
    const program = compile({ loss: sum(multiply(h, h)), gradients: [x], dtype: 'float64' });
    program.feed('x', [0, 1]);
    program.forward();
    program.backward();
    expect(difference(program.gradient('h'), [2, 2 * Math.E])).toBeLessThan(1e-15);
    expect(difference(program.gradient('x'), [2, 2 * Math.exp(2)])).toBeLessThan(1e-15);
  });

  test('a parameter that the loss does not depend on stays as it is', () => {
    const [used, unused] = [parameter('used', [1], [1]), parameter('unused', [1], [2])];
    const program = compile({ loss: sum(used), outputs: [exp(unused)], optimizer: adam({ rate: 0.1 }) });
    program.step();
    expect(program.value('used')[0]).not.toBe(1);
    expect(program.value('unused')[0]).toBe(2);
  });
});

describe('looking inside', () => {
  test('views are live and always the same object; nothing is allocated by asking', () => {
    const { program } = smallNet();
    const before = program.value('y');
    program.step();
    expect(program.value('y')).toBe(before);
    expect(program.gradient('dense1.weights')).toBe(program.gradient('dense1.weights'));
    expect(program.parameters.get('dense1.bias')).toBe(program.value('dense1.bias'));
  });

  test('the operations read as forward, backward, update', () => {
    const { program } = smallNet();
    const { forward, backward } = program.ends;
    expect(program.ops.map(({ phase }) => phase).join(' ')).toBe(
      `${'forward '.repeat(forward)}${'backward '.repeat(backward - forward)}update`,
    );
    expect(program.ops[0]).toMatchObject({
      phase: 'forward',
      op: 'affine',
      kernel: 'matmul',
      inputs: ['x', 'dense1.weights', 'dense1.bias'],
      output: 'dense1.z',
      shape: [3, 4],
    });
    expect(program.ops[0].args.slice(0, 3)).toEqual([3, 4, 2]); // rows, columns, inner
    expect(program.ops.at(-1)).toMatchObject({ op: 'sgd', output: 'parameters', kernel: 'sgd' });
  });

  test('running the operations one by one is a step', () => {
    const [whole, parts] = [smallNet(adam()).program, smallNet(adam()).program];
    for (let step = 0; step < 3; step++) {
      whole.step();
      for (let i = 0; i < parts.ops.length; i++) parts.run(i, i + 1);
    }
    for (const [name, values] of whole.parameters) expect(parts.value(name)).toEqual(values);
    expect(parts.steps).toBe(3);
  });

  test('a part of the forward pass computes that part only', () => {
    const { program } = smallNet();
    program.run(0, 1);
    expect(program.value('dense1.z').some((z) => z !== 0)).toBe(true);
    expect(program.value('dense1.h').every((h) => h === 0)).toBe(true);
  });
});

describe('editing between steps', () => {
  test('a weight set by hand is used at once, by set or through its view', () => {
    const { program } = smallNet();
    program.forward();
    const before = program.loss;
    program.set('dense2.bias', [10]);
    program.forward();
    expect(program.loss).toBeGreaterThan(before + 10);
    const bias = program.parameters.get('dense2.bias');
    if (bias) bias[0] = 0;
    program.forward();
    expect(program.loss).toBe(before);
  });

  test('load takes the parameters of another program', () => {
    const { program, net } = smallNet();
    run(program, 10);
    const ask = compile({ outputs: [net.forward(input('x', [1, 2])).named('answer')] });
    ask.load(program.parameters);
    ask.feed('x', [0.1, 0.2]);
    ask.forward();
    program.forward();
    expect(ask.value('answer')[0]).toBe(program.value('y')[0]);
  });

  test('a net initialised anew reaches a compiled program with its next reset, not before', () => {
    const { program, net } = smallNet();
    const losses = run(program, 3);
    net.initialise(random(2));
    run(program, 1);
    program.reset();
    expect(program.steps).toBe(0);
    expect(run(program, 3)).not.toEqual(losses);
    net.initialise(random(1));
    program.reset();
    expect(run(program, 3)).toEqual(losses);
  });
});

describe('going back', () => {
  test.each([sgd({ rate: 0.1 }), adam({ rate: 0.05 })])(
    'a snapshot holds everything: $name goes on the same',
    (optimizer) => {
      const { program } = smallNet(optimizer);
      run(program, 7);
      const snapshot = program.snapshot();
      const losses = run(program, 5);
      program.restore(snapshot);
      expect(program.steps).toBe(7);
      expect(run(program, 5)).toEqual(losses);
    },
  );

  test('a later step does not change a snapshot', () => {
    const { program } = smallNet();
    const snapshot = program.snapshot();
    const kept = snapshot.values.slice();
    run(program, 3);
    expect(snapshot.values).toEqual(kept);
  });
});

describe('divergence is a value', () => {
  test('a rate that is too large gives ∞ and NaN, and a snapshot leads back', () => {
    const p = parameter('p', [1], [1]);
    const program = compile({ loss: sum(power(p, 2)), optimizer: sgd({ rate: 1e20 }) });
    const start = program.snapshot();
    for (let step = 0; step < 20; step++) program.step();
    expect(program.loss).toBeNaN();
    program.restore(start);
    program.optimizer.rate = 0.1;
    expect(program.step()).toBe(1);
    expect(program.step()).toBeLessThan(1);
  });
});

describe('short ways', () => {
  test('evaluate', () => {
    expect([
      ...evaluate(affine(parameter('x', [1, 1], [2]), parameter('w', [1, 1], [3]), parameter('b', [1], [4]))),
    ]).toEqual([10]);
    expect(evaluate(exp(1), 'float64')[0]).toBe(Math.E);
  });

  test('valueAndGradient takes numbers or arrays, keeps its point, and may go to infinity', () => {
    const [w, b] = [parameter('w', [2], [1, 2]), parameter('b', [], 3)];
    const f = valueAndGradient(add(sum(multiply(w, w)), multiply(b, b)), [w, b]);
    expect(f()).toEqual({ value: 14, gradients: [Float64Array.of(2, 4), Float64Array.of(6)] });
    expect(f([3, 4], 0).value).toBe(25);
    expect(f().value).toBe(25);
    expect(f([1e200, 0], 0).value).toBe(Infinity);
  });
});
