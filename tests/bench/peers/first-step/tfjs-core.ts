/** W1 in operations that are imported one by one, so that a bundler can leave out the others. */
import { add, matMul, mean, squaredDifference, tanh, tensor, train, variable } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { makeWorkload } from '../../workloads.ts';

/** One step; returns its loss. */
export function trainOnce(): number {
  const { parameters, batches, batch, rate } = makeWorkload('W1');
  const p = Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, values }]) => [name, variable(tensor(values, [...shape]))]),
  );
  const x = tensor(batches[0].x, [batch, 2]);
  const y = tensor(batches[0].y, [batch, 1]);
  const layer = (h: Tensor, i: number): Tensor =>
    add(matMul(h as Tensor2D, p[`w${i}`] as Tensor as Tensor2D), p[`b${i}`]);
  const lossOf = (): Scalar => mean(squaredDifference(layer(tanh(layer(tanh(layer(x, 0)), 1)), 2), y));
  const loss = train.sgd(rate).minimize(lossOf, true);
  if (loss === null) throw new Error('tfjs-core: minimize returned no loss');
  return loss.dataSync()[0];
}
