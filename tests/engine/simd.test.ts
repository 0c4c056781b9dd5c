// The SIMD kernels against the TypeScript ones: every kernel, in both builds, on random sizes and places, over the whole
// memory, so that a number written beside an array is found, too. Then the stream of calls and the limits of memory.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '#engine';
import type { Call, Kernel } from '../../engine/kernels/call.ts';
import { callByName as call, kernels, type KernelName } from '../../engine/kernels/index.ts';
import { bind } from '../../engine/replay.ts';
import { plain } from '../../engine/simd/build/plain.ts';
import { relaxed } from '../../engine/simd/build/relaxed.ts';
import { signatures } from '../../engine/simd/build/signatures.ts';
import { loadSimd, type SimdInstance, type SimdModule } from '../../engine/simd/index.ts';
import { bytesOf, textOf } from '../../engine/simd/text.ts';
import { arithmetic } from './simd/arithmetic.ts';
import { Laboratory, type Cases } from './simd/laboratory.ts';
import { networks } from './simd/networks.ts';

const load = (build: typeof plain | typeof relaxed): SimdModule => {
  const module = loadSimd(build);
  if (module === undefined) throw new Error(`this platform does not run the ${build.kind} build`);
  return module;
};
const modules = { plain: load(plain), relaxed: load(relaxed) };
const cases: Cases = { ...arithmetic, ...networks };
const names = Object.keys(signatures) as (keyof typeof signatures)[];

/** A call of any kernel, whose arguments nobody checks. */
const callOf = (kernel: KernelName, args: readonly number[]): Call => ({
  kernel,
  run: kernels[kernel] as Kernel,
  args,
});

/** An instance, which every machine that runs these tests has memory for. */
function instantiate(module: SimdModule, size: number, calls: readonly Call[]): SimdInstance {
  const instance = module.instantiate(size, calls, bind);
  if (instance === undefined) throw new Error('this platform has no memory left');
  return instance;
}

/** The largest difference allowed: sums of float32 in another order, relative to the larger of 1 and the number. */
const TOLERANCE = 2e-5;

/** The memory after some calls by the TypeScript kernels, and by the SIMD kernels. */
function both(module: SimdModule, numbers: readonly number[], ...calls: readonly Call[]) {
  const expected = Float32Array.from(numbers);
  const instance = instantiate(module, numbers.length, calls);
  instance.memory.set(expected);
  for (const each of calls) bind(each, expected)();
  instance.run(0, calls.length);
  return { expected, found: instance.memory };
}

/** The first number that differs too much, told; undefined when there is none. */
function difference(expected: Float32Array, found: Float32Array): string | undefined {
  const off = (value: number, i: number) =>
    !Object.is(value, expected[i]) &&
    !(Math.abs(value - expected[i]) <= TOLERANCE * Math.max(1, Math.abs(expected[i])));
  const at = found.findIndex(off);
  return at < 0 ? undefined : `[${at}] is ${found[at]}, not ${expected[at]}`;
}

test('every SIMD kernel has a TypeScript kernel of its name and number of arguments, and a case below', () => {
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !(name in kernels))).toEqual([]);
  expect(names.filter((name) => kernels[name].length !== signatures[name].length + 1)).toEqual([]);
  expect(Object.keys(cases).sort()).toEqual([...names].sort());
  expect(modules.plain.kernels).toEqual(new Set(names));
});

describe.each(['plain', 'relaxed'] as const)('the %s build', (kind) => {
  test.each(names)('%s does what its TypeScript form does', (name) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const lab = new Laboratory(random(seed));
        const args: readonly number[] = cases[name](lab);
        const { expected, found } = both(modules[kind], lab.numbers, ...lab.before, callOf(name, args));
        for (const { from, to } of lab.rooms) found.set(expected.subarray(from, to), from);
        expect(difference(expected, found), `${name}(${args.join(', ')})`).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe('a stream of calls', () => {
  const program = (): Call[] => [
    call('fill', 3, 0, 2),
    call('sinForward', 3, 0, 4), // has no SIMD form
    call('scale', 3, 0, 0, 3),
    call('sinForward', 3, 0, 8),
    call('add', 3, 0, 4, 12),
  ];
  const sin2 = Math.fround(Math.sin(2));

  test('runs calls without SIMD form in their turn, on the same memory', () => {
    expect(modules.plain.kernels.has('sinForward' as KernelName)).toBe(false);
    const instance = instantiate(modules.plain, 16, program());
    instance.run(0, 5);
    expect(instance.memory[4]).toBeCloseTo(sin2, 6);
    expect(instance.memory[8]).toBeCloseTo(Math.sin(6), 6);
    expect([...instance.memory.subarray(12)]).toEqual(
      [0, 1, 2].map(() => Math.fround(6 + instance.memory[4])).concat(0),
    );
  });

  test('runs any part of it', () => {
    const instance = instantiate(modules.plain, 16, program());
    instance.run(0, 1);
    expect([...instance.memory.subarray(0, 5)]).toEqual([2, 2, 2, 0, 0]);
    instance.run(2, 3);
    expect([...instance.memory.subarray(0, 5)]).toEqual([6, 6, 6, 0, 0]);
    instance.run(3, 4);
    expect(instance.memory[8]).toBeCloseTo(Math.sin(6), 6);
    instance.run(2, 2);
    expect(instance.memory[0]).toBe(6);
  });

  test('takes a changed number, and refuses a changed place', () => {
    const instance = instantiate(modules.plain, 16, program());
    instance.change(0, 2, 0.5);
    instance.change(0, 0, 2);
    instance.change(2, 3, -2);
    instance.run(0, 3);
    expect([...instance.memory.subarray(0, 4)]).toEqual([-1, -1, -0, 0]);
    expect(() => instance.change(0, 1, 4)).toThrow('simd: argument 1 of fill is no number that can change');
  });

  test('makes single calls', () => {
    const instance = instantiate(modules.plain, 8, []);
    instance.kernel('fill')(instance.memory, 5, 1, 0.25);
    expect([...instance.memory]).toEqual([0, 0.25, 0.25, 0.25, 0.25, 0.25, 0, 0]);
    expect(() => instance.kernel('sinForward')).toThrow('simd: sinForward has no SIMD form');
  });

  test('refuses a call with too few arguments', () => {
    const short = callOf('add', [1, 2, 3]);
    expect(() => modules.plain.instantiate(8, [short], bind)).toThrow('simd: add takes 4 arguments, not 3');
  });

  test('throws as TypeScript does when a label is no class', () => {
    const args = [2, 3, 0, 8, 12, 20] as const;
    const instance = instantiate(modules.plain, 24, [call('softmaxCrossEntropyForward', ...args)]);
    const message = 'softmaxCrossEntropy: label 3 in row 1 is not a class from 0 to 2';
    instance.memory[9] = 3;
    expect(() => instance.run(0, 1)).toThrow(new RangeError(message));
    expect(() => kernels.softmaxCrossEntropyForward(instance.memory, ...args)).toThrow(new RangeError(message));
  });
});

test('NaN and ∞ go through as they do in TypeScript', () => {
  const numbers = [NaN, Infinity, -Infinity, -0, 1e30, -1e30, 0, 0];
  const unary = ['reluForward', 'sigmoidForward', 'tanhForward', 'expForward', 'logForward', 'softmaxForward'] as const;
  for (const kernel of unary) {
    const args = kernel === 'softmaxForward' ? [1, 8, 0, 0] : [8, 0, 0];
    const { expected, found } = both(modules.plain, numbers, callOf(kernel, args));
    expect(
      [...found].map((x) => x + 0),
      kernel,
    ).toEqual([...expected].map((x) => x + 0));
  }
});

test('a memory past 1 GiB is refused with its bytes', () => {
  expect(() => modules.plain.instantiate(2 ** 28, [], bind)).toThrow(
    /^simd: a memory of 10737\d{5} bytes is more than the 1073741824 that are allowed$/,
  );
});

test('where WebAssembly cannot take the bytes there is no module', () => {
  expect(
    loadSimd({ kind: 'plain', base: 0, code: textOf(Uint8Array.of(0, 97, 115, 109, 2, 0, 0, 0)) }),
  ).toBeUndefined();
});

test('where the platform has no memory left there is no instance', () => {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor() {
      super({ initial: 2, maximum: 1 }); // a contradiction, refused like a lack
    }
  };
  const module = load({ ...plain });
  WebAssembly.Memory = Memory;
  expect(module.instantiate(8, [], bind)).toBeUndefined();
});

test('an optimiser keeps the digits of 1 − β, which float32 would spoil', () => {
  const instance = instantiate(modules.plain, 16, [
    call('adam', 1, 0, 4, 8, 12, 0, 0.9, 0.999, 1e-8, 1, 1),
    call('rmsprop', 1, 0, 4, 13, 0, 0.9999, 1e-8),
  ]);
  instance.memory[4] = 1;
  instance.run(0, 2);
  expect([8, 12, 13].map((at) => instance.memory[at])).toEqual([0.1, 0.001, 0.0001].map(Math.fround));
});

test('bytes survive as text', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(textOf(bytes)).toHaveLength(256);
  expect(bytesOf(textOf(bytes))).toEqual(bytes);
});
