/**
 * Binds the calls of a plan to kernels and a memory once, so that replaying them costs nothing but the kernels. It knows
 * neither graphs nor shapes.
 */
import { kernels, type Call } from './kernels/index.ts';
import type { Memory } from './kernels/memory.ts';

type Kernel = (memory: Memory, ...args: number[]) => void;

/** A function without arguments that makes the call. Written out by length, because spreading costs more than kernels. */
export function bind({ kernel, args }: Call, m: Memory): () => void {
  const run = kernels[kernel] as Kernel;
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
    case 11:
      return () => run(m, a, b, c, d, e, f, g, h, i, j, k);
    case 12:
      return () => run(m, a, b, c, d, e, f, g, h, i, j, k, l);
    default:
      return () => run(m, ...args);
  }
}
