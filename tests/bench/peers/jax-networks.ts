/**
 * The networks of the workloads in jax-js operations. The convolutions are moved images and one matrix product, which is
 * several times as fast there as the library's own `lax.conv`.
 */
import { nn, numpy as np } from '@jax-js/jax';
import { LAYER_NORM_EPSILON, type Cnn, type Lstm, type Mlp, type Transformer } from '../recipes.ts';
import type { Workload } from '../workloads.ts';

export type Parameters = { [name: string]: np.Array };

type Loss = (parameters: Parameters, x: np.Array, y: np.Array) => np.Array;

const dense = (x: np.Array, weights: np.Array, bias: np.Array): np.Array => np.matmul(x, weights).add(bias);

/** y: one row for each row of the logits, 1 at its class. */
function crossEntropy(logits: np.Array, y: np.Array): np.Array {
  const [rows] = logits.shape;
  return nn
    .logSoftmax(logits, -1)
    .mul(y)
    .sum()
    .mul(-1 / rows);
}

const mlp =
  ({ sizes, activation, loss }: Mlp): Loss =>
  (p, x, y) => {
    let h = x;
    for (let layer = 0; layer + 1 < sizes.length; layer++) {
      const z = dense(h, p[`w${layer}`], p[`b${layer}`]);
      if (layer + 2 === sizes.length) h = z;
      else h = activation === 'relu' ? nn.relu(z) : np.tanh(z);
    }
    return loss === 'mean squared error' ? np.mean(np.square(h.sub(y))) : crossEntropy(h, y);
  };

/** A convolution with ReLU: [batch, height, width, channels] → [batch, height, width, outputs]. */
function convolve(x: np.Array, filter: np.Array, bias: np.Array): np.Array {
  const [batch, height, width, channels] = x.shape;
  const [kernel, , , outputs] = filter.shape;
  const border = kernel >> 1;
  const padded = np.pad(x, [
    [0, 0],
    [border, border],
    [border, border],
    [0, 0],
  ]);
  const shifts: np.Array[] = [];
  for (let row = 0; row < kernel; row++)
    for (let column = 0; column < kernel; column++)
      shifts.push(padded.ref.slice([], [row, row + height], [column, column + width], []));
  padded.dispose();
  const size = kernel * kernel * channels;
  const columns = np.concatenate(shifts, 3).reshape([batch * height * width, size]);
  const sums = dense(columns, filter.reshape([size, outputs]), bias);
  return nn.relu(sums).reshape([batch, height, width, outputs]);
}

/** The largest of each 2×2 pixels. */
function pool(x: np.Array): np.Array {
  const [batch, height, width, channels] = x.shape;
  return np.max(x.reshape([batch, height / 2, 2, width / 2, 2, channels]), [2, 4]);
}

const cnn =
  ({ batch, model: { channels } }: Workload<Cnn>): Loss =>
  (p, x, y) => {
    const features = pool(convolve(pool(convolve(x, p.c1, p.cb1)), p.c2, p.cb2));
    return crossEntropy(dense(features.reshape([batch, 7 * 7 * channels[1]]), p.w, p.b), y);
  };

const lstm =
  ({ batch, model: { hidden, length } }: Workload<Lstm>): Loss =>
  (p, x, y) => {
    const gates = np.split(dense(np.matmul(x, p.table), p.wx, p.bg), length, 0); // each [batch, 4 hidden]
    let [h, c] = [np.zeros([batch, hidden]), np.zeros([batch, hidden])];
    const outputs: np.Array[] = [];
    for (let t = 0; t < length; t++) {
      const recurrent = np.matmul(h, t + 1 < length ? p.wh.ref : p.wh);
      const [input, forget, cell, output] = np.split(gates[t].add(recurrent), 4, 1);
      c = nn
        .sigmoid(forget)
        .mul(c)
        .add(nn.sigmoid(input).mul(np.tanh(cell)));
      h = nn.sigmoid(output).mul(np.tanh(t + 1 < length ? c.ref : c));
      outputs.push(t + 1 < length ? h.ref : h);
    }
    return crossEntropy(dense(np.concatenate(outputs, 0), p.wo, p.bo), y);
  };

function layerNorm(x: np.Array, gain: np.Array, shift: np.Array): np.Array {
  const mean = np.mean(x.ref, -1, { keepdims: true });
  const centred = x.sub(mean);
  const variance = np.mean(np.square(centred.ref), -1, { keepdims: true });
  return centred
    .mul(np.reciprocal(np.sqrt(variance.add(LAYER_NORM_EPSILON))))
    .mul(gain)
    .add(shift);
}

const transformer =
  ({ batch, model }: Workload<Transformer>): Loss =>
  (p, rows, y) => {
    const { width, heads, layers, length } = model;
    const attention = (qkv: np.Array): np.Array => {
      const [queries, keys, values] = np
        .split(qkv, 3, 1)
        .map((part) => part.reshape([batch, length, heads, width / heads]));
      const mixed = nn.dotProductAttention(queries, keys, values, { isCausal: true });
      return mixed.reshape([batch * length, width]);
    };
    const tokens = np.matmul(rows, p.table).reshape([batch, length, width]);
    let x = tokens.add(p.positions).reshape([batch * length, width]);
    for (let layer = 0; layer < layers; layer++) {
      const the = (name: string): np.Array => p[`${name}${layer}`];
      const qkv = dense(layerNorm(x.ref, the('outerGain'), the('outerShift')), the('wqkv'), the('bqkv'));
      x = x.add(dense(attention(qkv), the('wp'), the('bp')));
      const inner = nn.gelu(dense(layerNorm(x.ref, the('innerGain'), the('innerShift')), the('wup'), the('bup')));
      x = x.add(dense(inner, the('wdown'), the('bdown')));
    }
    return crossEntropy(np.matmul(layerNorm(x, p.lastGain, p.lastShift), p.head), y);
  };

/** The loss of a workload's network as a function of parameters and one batch. */
export function networks(workload: Workload): Loss {
  const { model } = workload;
  switch (model.kind) {
    case 'mlp':
      return mlp(model);
    case 'cnn':
      return cnn({ ...workload, model });
    case 'lstm':
      return lstm({ ...workload, model });
    case 'transformer':
      return transformer({ ...workload, model });
  }
}
