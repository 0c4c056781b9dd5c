// Jobs that stand in for the book's in kernels.spec.ts: the same short training of a small convolutional net, by each set of
// kernels.
import {
  adam,
  compile,
  conv2d,
  input,
  matmul,
  parameter,
  random,
  relu,
  reshape,
  softmaxCrossEntropy,
  type Kernels,
} from '#engine';
import { defineJob } from '../../engine/jobs/job.ts';

function* training(kernels: Kernels): Generator<number, void, void> {
  const rng = random('kernels');
  const some = (count: number) => Array.from({ length: count }, () => rng.normal(0, 0.5));
  const filtered = conv2d(
    input('x', [6, 1, 9, 9]),
    parameter('filters', [5, 1, 3, 3], some(45)),
    parameter('bias', [5], some(5)),
  );
  const scores = matmul(reshape(relu(filtered), [6, 245]), parameter('weights', [245, 3], some(735)));
  const loss = softmaxCrossEntropy(scores, input('y', [6]));
  const program = compile({ loss, optimizer: adam({ rate: 0.003 }), kernels });
  program.feed('x', some(486));
  program.feed('y', [0, 1, 2, 0, 1, 2]);
  for (let step = 0; step < 12; step++) yield program.step();
}

export const plainly = defineJob({ name: 'plainly', run: () => training('plain') });
export const fast = defineJob({ name: 'fast', fast: true, run: () => training('fast') });
export const relaxed = defineJob({ name: 'relaxed', fast: 'relaxed', run: () => training('relaxed') });
