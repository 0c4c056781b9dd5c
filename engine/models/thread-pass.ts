// The forward pass of a network shaped like the thread, with any numbers in it, neuron by neuron. Plain arithmetic in double
// precision; a test holds it to the thread's own program.
import { sigmoid, tanh } from '../kernels/math.ts';

/** Two inputs, two tanh neurons (one row of weights and one bias each), one sigmoid neuron. */
export interface ThreadNumbers {
  x: readonly number[]; // [2]
  W: readonly (readonly number[])[]; // [2, 2]
  b: readonly number[]; // [2]
  v: readonly number[]; // [2]
  c: number;
}

export type ThreadNeuron = 'h1' | 'h2' | 'p';

export interface NeuronPass {
  /** Weight times input, one each. */
  products: readonly number[];
  bias: number;
  sum: number;
  output: number;
}

/** One neuron: multiply, add, and through its function. */
function passNeuron(
  weights: readonly number[],
  inputs: readonly number[],
  bias: number,
  activation: (sum: number) => number,
): NeuronPass {
  const products = weights.map((weight, i) => weight * inputs[i]);
  const sum = products.reduce((total, product) => total + product, 0) + bias;
  return { products, bias, sum, output: activation(sum) };
}

export function threadPass({ x, W, b, v, c }: ThreadNumbers): Record<ThreadNeuron, NeuronPass> {
  const [h1, h2] = W.map((row, i) => passNeuron(row, x, b[i], tanh));
  return { h1, h2, p: passNeuron(v, [h1.output, h2.output], c, sigmoid) };
}
