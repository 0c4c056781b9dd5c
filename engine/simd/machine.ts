/** The machine of a program on SIMD kernels: what `useMachine` of replay.ts may be given. */
import type { Call } from '../kernels/call.ts';
import { bind, type Machine, type MachineMaker } from '../replay.ts';
import { loadSimd, type SimdBuild } from './index.ts';

/** A maker of SIMD machines, or undefined where the platform has no SIMD in WebAssembly. */
export function simdMachines(build: SimdBuild): MachineMaker | undefined {
  const simd = loadSimd(build);
  if (simd === undefined) return undefined;
  return (size: number, calls: readonly Call[]): Machine | undefined => {
    const instance = simd.instantiate(size, calls, bind);
    return (
      instance && {
        memory: instance.memory,
        kernels: {
          sgd: instance.kernel('sgd'),
          momentum: instance.kernel('momentum'),
          rmsprop: instance.kernel('rmsprop'),
          adam: instance.kernel('adam'),
        },
        replay: instance.run,
      }
    );
  };
}
