/**
 * brain.js: its network learns one example at a time, so a step is one pass over the batch with an update after each
 * example. Its start values and its losses are its own; only its speed can be compared.
 */
import brain from 'brain.js/dist/browser.js';
import { ADAM } from '../recipes.ts';
import type { Peer } from '../peer.ts';
import type { Workload } from '../workloads.ts';

export const create = (): Peer => ({
  detail: '2.0.0-beta.24, an update after every example',
  runs: ['W1', 'W2'],
  prepare({ id, model, batch, batches, optimizer, rate }: Workload) {
    if (model.kind !== 'mlp') throw new RangeError(`brain.js: ${id} is not made of dense layers`);
    const { sizes } = model;
    const net = new brain.NeuralNetwork({
      inputSize: sizes[0],
      hiddenLayers: sizes.slice(1, -1),
      outputSize: sizes[sizes.length - 1],
      activation: 'tanh',
      learningRate: rate,
      momentum: 0.1,
      ...(optimizer === 'adam' ? { praxis: 'adam', ...ADAM } : {}),
    });
    net.initialize();
    const examples = batches.map(({ x, y }) =>
      Array.from({ length: batch }, (_, i) => ({
        input: Float32Array.from(x.slice(i * sizes[0], (i + 1) * sizes[0])),
        output: Float32Array.of(y[i]),
      })),
    );
    let turn = 0;
    return {
      step() {
        let loss = 0;
        for (const example of examples[turn++ % examples.length]) loss += net.trainPattern(example, true) ?? 0;
        return loss / batch;
      },
    };
  },
});
