// The activation functions of the book's table as operations on tensors.
import { LEAK, type ActivationName } from '../activations.ts';
import { gelu, leakyRelu, relu, sigmoid, silu, step, tanh } from '../operations.ts';
import type { Tensor } from '../tensor.ts';

const operations: Readonly<Record<ActivationName, (z: Tensor) => Tensor>> = {
  linear: (z) => z,
  sigmoid,
  tanh,
  relu,
  leakyRelu: (z) => leakyRelu(z, LEAK),
  gelu: (z) => gelu(z),
  silu,
  step,
};

/** An activation, element by element; `linear` is z itself. */
export const activate = (name: ActivationName, z: Tensor): Tensor => operations[name](z);
