// Memory that is used in turns: nothing overlaps that is needed at the same time, and no number changes by it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adam,
  add,
  affine,
  compile,
  exp,
  gelu,
  input,
  leakyRelu,
  matmul,
  mean,
  meanSquaredError,
  multiply,
  negate,
  parameter,
  random,
  relu,
  reshape,
  sigmoid,
  silu,
  softmax,
  subtract,
  sum,
  tanh,
  transpose,
  type Tensor,
} from '#engine';
import { pack } from '../../engine/pack.ts';

test('stretches that live at the same time lie apart; the others may share', () => {
  const stretch = fc.record({ size: fc.integer({ min: 1, max: 20 }), first: fc.nat(30), long: fc.nat(10) });
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 40 }), (list) => {
      const stretches = list.map(({ size, first, long }) => ({ size, first, last: first + long }));
      const { offsets, size } = pack(stretches);
      const places = stretches.map((one) => ({ ...one, at: offsets.get(one) ?? NaN }));
      for (const a of places) {
        expect(a.at + a.size).toBeLessThanOrEqual(size);
        for (const b of places)
          if (a !== b && a.first <= b.last && b.first <= a.last)
            expect(a.at + a.size <= b.at || b.at + b.size <= a.at).toBe(true);
      }
    }),
  );
  const [first, second] = [
    { size: 8, first: 0, last: 1 },
    { size: 8, first: 2, last: 3 },
  ];
  expect(pack([first, second]).size).toBe(8);
});

/** Grows a net on [3, 3] matrices by a list of choices; tensors are used again, in place or not as it comes. */
function grow(choices: readonly number[]): Tensor {
  const rng = random('grow');
  const matrix = (name: string): Tensor =>
    parameter(
      name,
      [3, 3],
      Array.from({ length: 9 }, () => rng.normal(0, 0.5)),
    );
  const made = [matrix('a'), matrix('b')];
  const bias = parameter('bias', [3], [0.1, -0.2, 0.3]);
  for (const choice of choices) {
    const x = made[Math.floor(choice / 16) % made.length];
    const y = made[Math.floor(choice / 128) % made.length];
    const last = made[made.length - 1];
    const grown = [
      () => relu(last),
      () => tanh(last),
      () => sigmoid(x),
      () => gelu(last),
      () => silu(x),
      () => leakyRelu(last),
      () => negate(last),
      () => add(x, last),
      () => subtract(x, y),
      () => multiply(x, last),
      () => matmul(last, y),
      () => affine(last, x, bias),
      () => transpose(last),
      () => reshape(reshape(last, [9]), [3, 3]),
      () => softmax(last),
      () => exp(tanh(last)),
    ];
    made.push(grown[choice % grown.length]());
  }
  return add(mean(made[made.length - 1]), sum(multiply(made[0], 0.01)));
}

describe("readable: 'asked'", () => {
  test('changes no bit of any loss or gradient', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2047 }), { minLength: 1, maxLength: 24 }), (choices) => {
        const runs = (['all', 'asked'] as const).map((readable) => {
          const program = compile({ loss: grow(choices), optimizer: adam({ rate: 0.01 }), readable });
          const losses = [program.step(), program.step(), program.step()];
          return [...losses, ...[...program.parameters.keys()].flatMap((name) => [...program.gradient(name)])];
        });
        expect(runs[1]).toEqual(runs[0]);
      }),
      { numRuns: 300 },
    );
  });

  const chain = (readable: 'all' | 'asked') => {
    const x = input('x', [16, 32]);
    let h: Tensor = x;
    for (let i = 0; i < 12; i++) h = tanh(matmul(h, parameter(`w${i}`, [32, 32], new Float64Array(1024).fill(0.01))));
    return compile({ loss: meanSquaredError(h.named('last'), 0), optimizer: adam(), readable });
  };

  test('says of what is gone that it is gone, and how to keep it', () => {
    const program = chain('asked');
    program.feed('x', new Float64Array(512).fill(1));
    program.step();
    const message = "the place of 'last' is used again during a run: list it in compile's outputs or gradients";
    expect(() => program.value('last')).toThrow(`value: ${message}`);
    expect(() => program.gradient('last')).toThrow(`gradient: ${message}`);
    expect(program.gradient('w0').some((slope) => slope !== 0)).toBe(true);
    expect(() => program.backward()).toThrow('backward: run forward first');
  });

  test('needs less memory', () => {
    const [all, asked] = [chain('all'), chain('asked')].map((program) => program.value('x').buffer.byteLength);
    expect(asked).toBeLessThan(0.9 * all);
  });
});
