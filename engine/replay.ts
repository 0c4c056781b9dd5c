/**
 * What runs a plan: a memory and the calls over it, bound once, so that replaying them costs nothing but the kernels. The
 * plain machine is TypeScript in any dtype; a faster one can take its place. It knows neither graphs nor shapes.
 */
import type { Call } from './kernels/call.ts';
import { allocate, type Dtype, type Memory } from './kernels/memory.ts';
import * as optimizers from './kernels/optimizers.ts';
import type { UpdateKernels } from './optim.ts';
import type { Kernels } from './program-types.ts';

/** The largest memory a program may ask for. */
const MEBIBYTE = 1024 * 1024;
const MOST_BYTES = 1024 * MEBIBYTE;

/** Bytes of one number. */
const BYTES: ReadonlyMap<string, number> = new Map([
  ['float32', 4],
  ['float64', 8],
]);

export interface Machine {
  /** All numbers of the program; never moves. */
  readonly memory: Memory;
  /** What an optimiser updates this memory with. */
  readonly kernels: UpdateKernels;
  /** Runs calls from…to − 1. */
  replay(from: number, to: number): void;
}

/** Makes a machine with `size` numbers of memory for these calls; undefined where it cannot run. */
export type MachineMaker = (size: number, calls: readonly Call[]) => Machine | undefined;

const makers = new Map<'fast' | 'relaxed', MachineMaker | undefined>();

/** Lets float32 programs that ask for these kernels run on another machine; `undefined` ends it. */
export function useMachine(maker: MachineMaker | undefined, kernels: 'fast' | 'relaxed' = 'fast'): void {
  makers.set(kernels, maker);
}

/** What makes the machine for the kernels that a program asks for: for relaxed ones the fast ones will do. */
function makerFor(kernels: Kernels): MachineMaker | undefined {
  if (kernels === 'plain') return undefined;
  return makers.get(kernels) ?? makers.get('fast');
}

/**
 * A machine for a plan.
 * @param kernels whether a faster machine may take the place of the plain one, and which
 * @throws RangeError when the memory would be larger than 1 GiB, or the dtype is another one.
 */
export function makeMachine(dtype: Dtype, size: number, calls: readonly Call[], kernels: Kernels): Machine {
  const each = BYTES.get(dtype);
  if (each === undefined) throw new RangeError(`compile: dtype '${dtype}' is neither float32 nor float64`);
  const bytes = size * each;
  if (bytes > MOST_BYTES)
    throw new RangeError(
      `compile: the plan needs ${(bytes / MEBIBYTE).toFixed(0)} MiB of memory; 1024 MiB is the most`,
    );
  const maker = dtype === 'float32' ? makerFor(kernels) : undefined;
  return maker?.(size, calls) ?? plainMachine(dtype, size, calls);
}

function plainMachine(dtype: Dtype, size: number, calls: readonly Call[]): Machine {
  const memory = allocate(dtype, size);
  const bound = calls.map((call) => bind(call, memory));
  return {
    memory,
    kernels: optimizers,
    replay(from, to) {
      for (let i = from; i < to; i++) bound[i]();
    },
  };
}

/** A function without arguments that makes the call. Written out by length, because spreading costs more than kernels. */
export function bind({ run, args }: Call, m: Memory): () => void {
  const [a, b, c, d, e, f, g, h, i, j, k, l] = args;
  switch (args.length) {
    case 3:
      return () => run(m, a, b, c);
    case 4:
      return () => run(m, a, b, c, d);
    case 5:
      return () => run(m, a, b, c, d, e);
    case 6:
      return () => run(m, a, b, c, d, e, f);
    case 7:
      return () => run(m, a, b, c, d, e, f, g);
    case 8:
      return () => run(m, a, b, c, d, e, f, g, h);
    case 12:
      return () => run(m, a, b, c, d, e, f, g, h, i, j, k, l);
    default:
      return () => run(m, ...args);
  }
}
