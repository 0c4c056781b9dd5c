/**
 * The networks of the workloads in this engine's operations: each function records one and returns its loss. They know
 * neither optimiser nor data.
 */
import {
  add,
  affine,
  attention,
  conv2d,
  embedding,
  gelu,
  input,
  layerNorm,
  lstm,
  matmul,
  maxPool,
  meanSquaredError,
  parameter,
  relu,
  reshape,
  softmaxCrossEntropy,
  tanh,
  type Tensor,
} from '#engine';
import { LAYER_NORM_EPSILON, type Model } from './recipes.ts';
import type { Start, Workload } from './workloads.ts';

type Parameters = Readonly<Record<string, Tensor>>;
type Networks = {
  [Kind in Model['kind']]: (workload: Workload<Extract<Model, { kind: Kind }>>, p: Parameters) => Tensor;
};

const activations = { tanh, relu };
const SIDE = 28;

const networks: Networks = {
  mlp({ batch, model: { sizes, activation, loss } }, p) {
    let h = input('x', [batch, sizes[0]]);
    for (let layer = 0; layer + 1 < sizes.length; layer++) {
      const z = affine(h, p[`w${layer}`], p[`b${layer}`]); // [batch, sizes[layer + 1]]
      h = layer + 2 < sizes.length ? activations[activation](z) : z;
    }
    return loss === 'mean squared error'
      ? meanSquaredError(h, input('y', [batch, 1]))
      : softmaxCrossEntropy(h, input('y', [batch]));
  },

  cnn({ batch, model: { channels } }, p) {
    const layer = (x: Tensor, weights: Tensor, bias: Tensor): Tensor =>
      maxPool(relu(conv2d(x, weights, bias, { padding: 2 })), { size: 2 });
    const first = layer(input('x', [batch, 1, SIDE, SIDE]), p.c1, p.cb1); // [batch, 8, 14, 14]
    const second = layer(first, p.c2, p.cb2); // [batch, 16, 7, 7]
    const logits = affine(reshape(second, [batch, (channels[1] * SIDE * SIDE) / 16]), p.w, p.b);
    return softmaxCrossEntropy(logits, input('y', [batch]));
  },

  lstm({ batch, model: { hidden, length } }, p) {
    const tokens = embedding(input('x', [length * batch]), p.table); // [time · batch, embedding]
    const gates = reshape(affine(tokens, p.wx, p.bg), [length, batch, 4 * hidden]);
    const states = reshape(lstm(gates, p.wh), [length * batch, hidden]);
    return softmaxCrossEntropy(affine(states, p.wo, p.bo), input('y', [length * batch]));
  },

  transformer({ batch, model: { width, heads, layers, length } }, p) {
    const rows = [batch * length, width];
    const sequences = [batch, length, width];
    const norm = (x: Tensor, gain: Tensor, shift: Tensor): Tensor =>
      layerNorm(x, gain, shift, { epsilon: LAYER_NORM_EPSILON });
    const tokens = reshape(embedding(input('x', [batch * length]), p.table), sequences);
    let x = reshape(add(tokens, p.positions), rows);
    for (let layer = 0; layer < layers; layer++) {
      const the = (name: string): Tensor => p[`${name}${layer}`];
      const qkv = affine(norm(x, the('outerGain'), the('outerShift')), the('wqkv'), the('bqkv'));
      const mixed = attention(reshape(qkv, [batch, length, 3 * width]), { heads, causal: true });
      x = add(x, affine(reshape(mixed, rows), the('wp'), the('bp')));
      const inner = affine(norm(x, the('innerGain'), the('innerShift')), the('wup'), the('bup'));
      x = add(x, affine(gelu(inner, 'tanh'), the('wdown'), the('bdown')));
    }
    const logits = matmul(norm(x, p.lastGain, p.lastShift), p.head);
    return softmaxCrossEntropy(logits, input('y', [batch * length]));
  },
};

/** The same numbers with the axes in another order: axis i of the result is axis axes[i]. */
function permuted({ shape, values }: Start, axes: readonly number[]): Start {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const to = axes.map((axis) => shape[axis]);
  const from = (place: number): number => {
    let [rest, offset] = [place, 0];
    for (let axis = to.length - 1; axis >= 0; axis--) {
      offset += (rest % to[axis]) * strides[axes[axis]];
      rest = Math.floor(rest / to[axis]);
    }
    return offset;
  };
  return { shape: to, values: values.map((_, place) => values[from(place)]) };
}

/** Start values where this engine's operations want them: filters and features with the channels first. */
function arranged({ model, parameters }: Workload): Readonly<Record<string, Start>> {
  if (model.kind !== 'cnn') return parameters;
  const { c1, c2, w } = parameters;
  const features = { shape: [7, 7, model.channels[1], model.classes], values: w.values };
  return {
    ...parameters,
    c1: permuted(c1, [3, 2, 0, 1]),
    c2: permuted(c2, [3, 2, 0, 1]),
    w: { shape: w.shape, values: permuted(features, [2, 0, 1, 3]).values },
  };
}

/** Records a workload's network with its start values on inputs `x` and `y`; returns the loss. */
export function recordLoss(workload: Workload): Tensor {
  const { model } = workload;
  const start = Object.entries(arranged(workload));
  const p = Object.fromEntries(start.map(([name, { shape, values }]) => [name, parameter(name, shape, values)]));
  switch (model.kind) {
    case 'mlp':
      return networks.mlp({ ...workload, model }, p);
    case 'cnn':
      return networks.cnn({ ...workload, model }, p);
    case 'lstm':
      return networks.lstm({ ...workload, model }, p);
    case 'transformer':
      return networks.transformer({ ...workload, model }, p);
  }
}
