/**
 * convnetjs: one volume for each example, gradients gathered over a batch by its trainer. It has no Adam; adadelta, the
 * usual choice of its demos, keeps as many averages and costs about the same.
 */
import convnetjs, { type LayerDefinition, type Net, type Vol } from 'convnetjs/build/convnet.js';
import type { Job, Peer } from '../peer.ts';
import type { Model } from '../recipes.ts';
import type { Start, Workload } from '../workloads.ts';

const SIDE = 28;

function layers(model: Model): LayerDefinition[] {
  if (model.kind === 'cnn') {
    const convolution = (filters: number): LayerDefinition[] => [
      { type: 'conv', sx: 5, filters, stride: 1, pad: 2, activation: 'relu' },
      { type: 'pool', sx: 2, stride: 2 },
    ];
    return [
      { type: 'input', out_sx: SIDE, out_sy: SIDE, out_depth: 1 },
      ...model.channels.flatMap(convolution),
      { type: 'softmax', num_classes: model.classes },
    ];
  }
  if (model.kind !== 'mlp') throw new RangeError(`convnetjs: it has no ${model.kind}`);
  const { sizes, activation, loss } = model;
  const outputs = sizes[sizes.length - 1];
  return [
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] },
    ...sizes.slice(1, -1).map((size): LayerDefinition => ({ type: 'fc', num_neurons: size, activation })),
    loss === 'cross-entropy' ? { type: 'softmax', num_classes: outputs } : { type: 'regression', num_neurons: outputs },
  ];
}

/** Weights and bias of each layer that has them: the order in which the workloads name them. */
function pairs({ model, parameters }: Workload): [Start, Start][] {
  if (model.kind === 'cnn') {
    const { c1, cb1, c2, cb2, w, b } = parameters;
    return [
      [c1, cb1],
      [c2, cb2],
      [w, b],
    ];
  }
  const weights = Object.keys(parameters).filter((name) => name.startsWith('w'));
  return weights.map((name) => [parameters[name], parameters[name.replace('w', 'b')]]);
}

/** Copies start values into the layers; a filter holds the weights of one output, in rows, columns and channels. */
function setStart(net: Net, workload: Workload): void {
  const weighted = net.layers.filter(({ filters }) => filters !== undefined);
  pairs(workload).forEach(([weights, bias], i) => {
    const { filters = [], biases } = weighted[i];
    filters.forEach((filter, output) => {
      for (let j = 0; j < filter.w.length; j++) filter.w[j] = weights.values[j * filters.length + output];
      if (biases !== undefined) biases.w[output] = bias.values[output];
    });
  });
}

function volumes({ model, batch, batches }: Workload): [Vol, number | number[]][][] {
  const isImage = model.kind === 'cnn';
  const size = model.kind === 'mlp' ? model.sizes[0] : SIDE * SIDE;
  const isClass = model.kind !== 'mlp' || model.loss === 'cross-entropy';
  return batches.map(({ x, y }) =>
    Array.from({ length: batch }, (_, i) => {
      const volume = isImage ? new convnetjs.Vol(SIDE, SIDE, 1, 0) : new convnetjs.Vol(1, 1, size, 0);
      for (let j = 0; j < size; j++) volume.w[j] = x[i * size + j];
      return [volume, isClass ? y[i] : [y[i]]];
    }),
  );
}

function prepare(workload: Workload): Job {
  const { model, optimizer, rate, batch } = workload;
  const net = new convnetjs.Net();
  net.makeLayers(layers(model));
  setStart(net, workload);
  const isRegression = model.kind === 'mlp' && model.loss === 'mean squared error';
  // Its regression takes half the squared error, so its gradient is half of ours: twice the rate.
  const trainer = new convnetjs.Trainer(
    net,
    optimizer === 'sgd'
      ? { method: 'sgd', learning_rate: 2 * rate, momentum: 0, batch_size: batch, l2_decay: 0 }
      : { method: 'adadelta', batch_size: batch, l2_decay: 0 },
  );
  const batches = volumes(workload);
  let turn = 0;
  return {
    step() {
      let loss = 0;
      for (const [volume, target] of batches[turn++ % batches.length]) loss += trainer.train(volume, target).loss;
      return ((isRegression ? 0.5 : 1) * loss) / batch; // and what it reports of it is twice ours
    },
  };
}

export const create = (): Peer => ({
  detail: '0.3.0, adadelta in place of Adam',
  runs: ['W1', 'W2', 'W3', 'W4'],
  prepare,
});
