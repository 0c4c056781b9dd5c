/**
 * The second set of kernels: SIMD, in WebAssembly, on a memory of their own. It takes the calls of a plan as they are,
 * encodes them once as a stream of words and runs any stretch of them without coming back to JavaScript. It knows
 * kernels, places and numbers; graphs, shapes and names it does not.
 *
 *     const simd = loadSimd(plain);
 *     const instance = simd?.instantiate(plan.size, plan.instructions, bind);
 *     instance?.memory.set(weights, offset);
 *     instance?.run(0, plan.instructions.length);
 */
import type { Call } from '../kernels/call.ts';
import type { KernelName, kernels } from '../kernels/index.ts';
import type { Memory } from '../kernels/memory.ts';
import { signatures } from './build/signatures.ts';
import { bytesOf } from './text.ts';
import { PAGE_BYTES, webAssembly, type WasmMemory } from './webassembly.ts';

/**
 * A build of the kernels. `plain` gives the same bits on every machine. `relaxed` (engine/simd/build/relaxed.ts) may fuse
 * multiplication and addition where the machine can: faster, but its last digits depend on the machine.
 */
export interface SimdBuild {
  readonly kind: 'plain' | 'relaxed';
  /** The first byte of memory that the module does not use itself. */
  readonly base: number;
  /** The bytes of the module as text, see text.ts. */
  readonly code: string;
}

/** Turns a call that has no SIMD form into a function that makes it on the given memory. */
export type Otherwise = (call: Call, memory: Float32Array) => () => void;

export interface SimdModule {
  readonly kind: SimdBuild['kind'];
  /** The kernels that have a SIMD form. */
  readonly kernels: ReadonlySet<string>;
  /**
   * A memory of `size` float32 elements, zeroed, and the calls ready to run on it. Neither ever moves or grows.
   * @param otherwise makes the calls whose kernels have no SIMD form
   * @returns undefined when the platform has no such memory to give: Chromium, for one, keeps about 120 at a time
   * @throws RangeError when the memory would pass 1 GiB
   */
  instantiate(size: number, calls: readonly Call[], otherwise: Otherwise): SimdInstance | undefined;
}

export interface SimdInstance {
  /** The elements that the calls' offsets count, from 0 to `size` − 1. */
  readonly memory: Float32Array<ArrayBuffer>;
  /** Makes the calls from number `from` up to, but not including, number `to`, in their order. */
  run(from: number, to: number): void;
  /** Changes one plain number (no offset) among the arguments of an encoded call, such as a learning rate, for later runs. */
  change(call: number, argument: number, value: number): void;
  /**
   * A kernel with a SIMD form as a function of the TypeScript kernel's arguments, for calls whose numbers change at every
   * step. The memory, its first argument, is always this one.
   */
  kernel<K extends KernelName>(name: K): (typeof kernels)[K];
}

const LARGEST_BYTES = 1024 * 1024 * 1024; // 1 GiB
const LINE_BYTES = 64; // the arena begins at a line of the cache
const SLACK_BYTES = 64; // vectors may be read, never written, past the end of the last array
const NONE = 0; // the place of an array that is not given; −1 among offsets

/** One letter for each argument of a kernel, see build/signatures.ts. */
const signatureOf = new Map<string, string>(Object.entries(signatures));
const opcodeOf = new Map<string, number>(Object.keys(signatures).map((name, opcode) => [name, opcode]));

/** Words of the stream that some arguments of a signature take: a double is two. */
const wordsOf = (letters: string): number => letters.length + letters.replaceAll(/[^d]/g, '').length;

/** Throws as the TypeScript kernel does; WebAssembly itself cannot say why. */
function badLabel(label: number, row: number, columns: number): never {
  throw new RangeError(`softmaxCrossEntropy: label ${label} in row ${row} is not a class from 0 to ${columns - 1}`);
}

function badId(id: number, position: number, vocabulary: number): never {
  throw new RangeError(`embedding: id ${id} at position ${position} is not a whole number from 0 to ${vocabulary - 1}`);
}

function tooFewValues(): never {
  throw new RangeError('batchNorm: training needs more than one value for each channel, and the batch holds one');
}

/** What the kernels may call: how they fail. */
const failures = { badId, badLabel, tooFewValues };

type Kernel = (...args: number[]) => void;

/**
 * Writes calls as words: the opcode, then the arguments – offsets as addresses, doubles as two words.
 * @returns the address of each call and, last, of the end; calls that have no SIMD form take no room
 */
function encode(calls: readonly Call[], view: DataView, arena: number, start: number): number[] {
  let at = start;
  const addresses = calls.map(({ kernel, args }) => {
    const address = at;
    const signature = signatureOf.get(kernel);
    if (signature === undefined) return address;
    if (signature.length !== args.length)
      throw new RangeError(`simd: ${kernel} takes ${signature.length} arguments, not ${args.length}`);
    view.setInt32(at, opcodeOf.get(kernel) ?? -1, true);
    at += 4;
    args.forEach((value, i) => {
      if (signature[i] === 'd') view.setFloat64(at, value, true);
      else view.setInt32(at, signature[i] === 'p' ? addressOf(value, arena) : value, true);
      at += 4 * wordsOf(signature[i]);
    });
    return address;
  });
  return [...addresses, at];
}

const addressOf = (offset: number, arena: number): number => (offset < 0 ? NONE : arena + 4 * offset);

/** Bytes that `encode` will write. */
const lengthOf = (calls: readonly Call[]): number =>
  calls.reduce((total, { kernel }) => {
    const signature = signatureOf.get(kernel);
    return signature === undefined ? total : total + 4 * (1 + wordsOf(signature));
  }, 0);

const align = (bytes: number, to: number): number => Math.ceil(bytes / to) * to;

/** The module of each build that has been asked for; undefined where it cannot be had. */
const modules = new Map<SimdBuild, SimdModule | undefined>();

/**
 * Compiles a build, at the first call only.
 * @returns undefined where the platform has no WebAssembly or no SIMD in it, or the page forbids it
 */
export function loadSimd(build: SimdBuild): SimdModule | undefined {
  if (!modules.has(build)) modules.set(build, compile(build));
  return modules.get(build);
}

function compile({ kind, base, code }: SimdBuild): SimdModule | undefined {
  const bytes = bytesOf(code);
  if (webAssembly === undefined || !webAssembly.validate(bytes)) return undefined;
  const { Memory, Module, Instance } = webAssembly;
  let module: object;
  try {
    module = new Module(bytes);
  } catch {
    return undefined; // a security policy without 'wasm-unsafe-eval'
  }
  return {
    kind,
    kernels: new Set(Object.keys(signatures)),
    instantiate(size, calls, otherwise) {
      const arena = align(base, LINE_BYTES);
      const stream = align(arena + 4 * size + SLACK_BYTES, LINE_BYTES);
      const bytesNeeded = stream + lengthOf(calls);
      if (bytesNeeded > LARGEST_BYTES)
        throw new RangeError(
          `simd: a memory of ${bytesNeeded} bytes is more than the ${LARGEST_BYTES} that are allowed`,
        );
      const pages = Math.ceil(bytesNeeded / PAGE_BYTES);
      let memory: WasmMemory;
      try {
        memory = new Memory({ initial: pages, maximum: pages });
      } catch {
        return undefined;
      }
      const { exports } = new Instance(module, { env: { memory, ...failures } });
      return bind(exports as Record<string, Kernel>, memory, arena, size, stream, calls, otherwise);
    },
  };
}

/** The instance over a memory that is laid out: its own data, the arena, the stream. */
function bind(
  exports: Readonly<Record<string, Kernel>>,
  { buffer }: WasmMemory,
  arena: number,
  size: number,
  stream: number,
  calls: readonly Call[],
  otherwise: Otherwise,
): SimdInstance {
  const memory = new Float32Array(buffer, arena, size);
  const view = new DataView(buffer);
  const addresses = encode(calls, view, arena, stream);
  // calls without SIMD form, by number, in their order
  const others = calls.flatMap((call, at) =>
    signatureOf.has(call.kernel) ? [] : [{ at, make: otherwise(call, memory) }],
  );
  const { run } = exports;
  return {
    memory,
    run(from, to) {
      let next = from;
      for (const { at, make } of others) {
        if (at < next) continue;
        if (at >= to) break;
        run(addresses[next], addresses[at]);
        make();
        next = at + 1;
      }
      run(addresses[next], addresses[to]);
    },
    change(call, argument, value) {
      const { kernel } = calls[call];
      const signature = signatureOf.get(kernel) ?? '';
      const letter = signature[argument];
      const at = addresses[call] + 4 + 4 * wordsOf(signature.slice(0, argument));
      if (letter === 'd') view.setFloat64(at, value, true);
      else if (letter === 'i') view.setInt32(at, value, true);
      else throw new RangeError(`simd: argument ${argument} of ${kernel} is no number that can change`);
    },
    kernel<K extends KernelName>(name: K) {
      const signature = signatureOf.get(name);
      if (signature === undefined) throw new RangeError(`simd: ${name} has no SIMD form`);
      if (signature.length > 11) throw new RangeError(`simd: ${name} takes more than 11 arguments`);
      const make = exports[`k${opcodeOf.get(name)}`];
      // Offsets become addresses without a branch or a list at every call; numbers pass through as they are.
      const places = Array.from({ length: 11 }, (_, i) => signature[i] === 'p');
      const [f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10] = places.map((place) => (place ? 4 : 1));
      const [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10] = places.map((place) => (place ? arena : 0));
      const run = (
        _memory: Memory,
        a = 0,
        b = 0,
        c = 0,
        d = 0,
        e = 0,
        f = 0,
        g = 0,
        h = 0,
        i = 0,
        j = 0,
        k = 0,
      ): void =>
        make(
          f0 * a + s0,
          f1 * b + s1,
          f2 * c + s2,
          f3 * d + s3,
          f4 * e + s4,
          f5 * f + s5,
          f6 * g + s6,
          f7 * h + s7,
          f8 * i + s8,
          f9 * j + s9,
          f10 * k + s10,
        );
      return run as unknown as (typeof kernels)[K];
    },
  };
}
