/**
 * What a plan is made of: calls of kernels. A call holds its kernel both as a function and by name, so that a page carries
 * the kernels that it uses and no others, and another set of kernels can find its own.
 */
import type { Memory } from './memory.ts';

/** Any kernel: loops over a memory, told by offsets, sizes and plain numbers. */
export type Kernel = (memory: Memory, ...args: number[]) => void;

/** The arguments of a kernel after the memory. */
export type ArgumentsOf<K> = K extends (memory: Memory, ...args: infer A extends number[]) => void ? A : never;

/** One kernel with its arguments. */
export interface Call {
  /** The kernel's name, the same in every set of kernels. */
  readonly kernel: string;
  readonly run: Kernel;
  readonly args: readonly number[];
}

/**
 * A call whose arguments are checked against the kernel's own. The kernel comes as `{ name }`, because the names of
 * properties survive a minifier, and those of functions do not.
 */
export function call<K extends Kernel>(kernel: Readonly<Record<string, K>>, ...args: ArgumentsOf<K>): Call {
  const [[name, run]] = Object.entries(kernel);
  return { kernel: name, run, args };
}
