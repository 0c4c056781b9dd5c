/**
 * The workloads in TensorFlow.js, on either backend: core operations, fused ones where they exist, and the library's own
 * optimisers, whose `minimize` tidies up.
 */
import * as tf from '@tensorflow/tfjs';
import type { Job, Peer } from '../peer.ts';
import { ADAM, networkIds, productIds } from '../recipes.ts';
import { oneHot, type Batch, type Workload } from '../workloads.ts';
import { networks, type Backend, type Feed, type Parameters } from './tfjs-networks.ts';

function upload({ batch, model }: Workload, { x, y }: Batch): Feed {
  switch (model.kind) {
    case 'mlp': {
      const inputs = tf.tensor(x, [batch, model.sizes[0]]);
      if (model.loss === 'mean squared error') return { x: inputs, y: tf.tensor(y, [batch, 1]) };
      const classes = model.sizes[model.sizes.length - 1];
      return { x: inputs, y: tf.tensor(oneHot(y, classes), [batch, classes]) };
    }
    case 'cnn':
      return {
        x: tf.tensor(x, [batch, 28, 28, 1]),
        y: tf.tensor(oneHot(y, model.classes), [batch, model.classes]),
      };
    default: {
      const shape: [number, number] = [x.length, model.vocabulary];
      return {
        x: tf.tensor(x, [x.length], 'int32'),
        rows: tf.tensor(oneHot(x, model.vocabulary), shape),
        y: tf.tensor(oneHot(y, model.vocabulary), shape),
      };
    }
  }
}

function prepare(workload: Workload, backend: Backend): Job {
  const batches = workload.batches.map((batch) => upload(workload, batch));
  const parameters: Parameters = {};
  for (const [name, { shape, values }] of Object.entries(workload.parameters))
    parameters[name] = tf.variable(tf.tensor(values, [...shape]));
  const { optimizer, rate } = workload;
  const { beta1, beta2, epsilon } = ADAM;
  const update = optimizer === 'sgd' ? tf.train.sgd(rate) : tf.train.adam(rate, beta1, beta2, epsilon);
  const lossOf = networks(workload, backend);
  let turn = 0;
  return {
    step() {
      const feed = batches[turn++ % batches.length];
      const loss = update.minimize(() => lossOf(parameters, feed), true);
      if (loss === null) throw new Error('tfjs: minimize returned no loss');
      const value = loss.dataSync()[0];
      loss.dispose();
      return value;
    },
    dispose() {
      update.dispose();
      tf.dispose([parameters, batches as unknown as tf.NamedTensorMap[]]);
    },
  };
}

export const tensorflow = (detail: string, backend: Backend): Peer => ({
  detail,
  runs: [...networkIds, ...productIds],
  prepare: (workload) => prepare(workload, backend),
  multiply(n) {
    const a = tf.fill([n, n], 0.5);
    const b = tf.fill([n, n], 0.25);
    return {
      step() {
        tf.matMul(a, b).dispose();
        return 0;
      },
      dispose: () => tf.dispose([a, b]),
    };
  },
});
