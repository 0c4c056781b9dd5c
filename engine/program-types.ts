/** What a program is asked for, and what it tells of itself: types only. */
import type { Dtype, Memory } from './kernels/memory.ts';
import type { OpName } from './ops/index.ts';
import type { Shape } from './ops/shapes.ts';
import type { Optimizer } from './optim.ts';
import type { Tensor } from './tensor.ts';

/** Which set of kernels a program runs on. */
export type Kernels = 'plain' | 'fast' | 'relaxed';

export interface CompileOptions<O extends Optimizer | undefined = Optimizer | undefined> {
  /** The single number to be made small; without it there is no backward pass. */
  readonly loss?: Tensor;
  /** Tensors to compute besides the loss. */
  readonly outputs?: readonly Tensor[];
  /** Tensors besides the parameters whose gradients are wanted. */
  readonly gradients?: readonly Tensor[];
  /** Moves the parameters in `update`. */
  readonly optimizer?: O;
  /** How numbers are stored; float32 unless said otherwise. */
  readonly dtype?: Dtype;
  /**
   * `all` values and gradients stay readable after a run (the default), or only those that are `asked` for: loss, outputs,
   * gradients, parameters, states and inputs. The others then share memory in turns, activations work in place, and a
   * backward pass needs a forward pass of its own.
   */
  readonly readable?: 'all' | 'asked';
  /**
   * `fast` takes the SIMD kernels where somebody has brought them (see `useMachine`): float32 only, several times faster,
   * with other last digits than the `plain` ones, which are the default. `relaxed` lets the machine fuse multiplication
   * and addition: up to a tenth faster still, with last digits that differ from machine to machine, for heavy runs whose numbers
   * are neither printed nor shared; where there are no such kernels it is `fast`. A job that asks for either says so, too.
   */
  readonly kernels?: Kernels;
}

/** One operation of the plan, as a figure may show it. */
export interface Operation {
  readonly phase: 'forward' | 'backward' | 'update';
  /** The operation, or `seed` (the loss's own gradient, 1), or the optimiser's name. */
  readonly op: OpName | 'seed' | Optimizer['name'];
  readonly inputs: readonly string[];
  readonly output: string;
  readonly shape: Shape;
  /** The kernel that does the work, and its arguments after the memory; of the optimiser's, how many numbers it moves. */
  readonly kernel: string;
  readonly args: readonly number[];
}

/** Parameters, the optimiser's averages, states and the count of steps at one moment. */
export interface Snapshot {
  readonly values: Memory;
  readonly steps: number;
}
