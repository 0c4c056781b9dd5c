/**
 * All kernels by name: the instruction set that a plan is written in. A second set with the same names and arguments,
 * on a memory of its own, can run any plan. For tests and for types: a page that imports this has all of them to carry.
 */
import type { ArgumentsOf, Call, Kernel } from './call.ts';
import {
  geluBackward,
  geluForward,
  geluTanhBackward,
  geluTanhForward,
  leakyReluBackward,
  leakyReluForward,
  reluBackward,
  reluForward,
  sigmoidBackward,
  sigmoidForward,
  siluBackward,
  siluForward,
  stepForward,
  tanhBackward,
  tanhForward,
} from './activations.ts';
import * as attention from './attention.ts';
import * as batchNorm from './batchNorm.ts';
import * as convolution from './convolution.ts';
import * as dropout from './dropout.ts';
import * as elementwise from './elementwise.ts';
import * as embedding from './embedding.ts';
import * as layerNorm from './layerNorm.ts';
import * as losses from './losses.ts';
import { matmul } from './matmul.ts';
import * as move from './move.ts';
import * as optimizers from './optimizers.ts';
import * as pool from './pool.ts';
import * as recurrent from './recurrent.ts';
import * as reduce from './reduce.ts';

export const kernels = {
  ...attention,
  ...batchNorm,
  ...convolution,
  ...dropout,
  ...elementwise,
  ...embedding,
  ...layerNorm,
  ...losses,
  ...move,
  ...optimizers,
  ...pool,
  ...recurrent,
  ...reduce,
  matmul,
  geluBackward,
  geluForward,
  geluTanhBackward,
  geluTanhForward,
  leakyReluBackward,
  leakyReluForward,
  reluBackward,
  reluForward,
  sigmoidBackward,
  sigmoidForward,
  siluBackward,
  siluForward,
  stepForward,
  tanhBackward,
  tanhForward,
};

export type KernelName = keyof typeof kernels;

/** The arguments of a kernel after the memory: offsets, sizes and plain numbers. */
export type KernelArguments<K extends KernelName> = ArgumentsOf<(typeof kernels)[K]>;

/** A call of a kernel by its name, for those who have all of them at hand. */
export const callByName = <K extends KernelName>(name: K, ...args: KernelArguments<K>): Call => ({
  kernel: name,
  run: kernels[name] as Kernel,
  args,
});
