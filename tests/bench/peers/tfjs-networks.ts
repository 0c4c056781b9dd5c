/**
 * The networks of the workloads in TensorFlow.js operations. Its WebAssembly backend lacks the kernels for the gradients
 * of a convolution's filter and of looking up rows: there both are written with operations that it has.
 */
import * as tf from '@tensorflow/tfjs';
import { LAYER_NORM_EPSILON, type Cnn, type Lstm, type Mlp, type Transformer } from '../recipes.ts';
import type { Workload } from '../workloads.ts';

export type Backend = 'cpu' | 'wasm';

export type Parameters = Record<string, tf.Variable>;

/** One batch on the backend; `rows` are the tokens as rows of zeros with a single 1. */
export interface Feed {
  readonly x: tf.Tensor;
  readonly y: tf.Tensor;
  readonly rows?: tf.Tensor;
}

type Loss = (parameters: Parameters, feed: Feed) => tf.Scalar;
type Activation = 'linear' | 'relu';

const dense = (x: tf.Tensor, weights: tf.Tensor, bias: tf.Tensor, activation: Activation = 'linear'): tf.Tensor2D =>
  tf.fused.matMul({ a: x as tf.Tensor2D, b: weights as tf.Tensor2D, bias, activation }) as tf.Tensor2D;

const crossEntropy = (targets: tf.Tensor, logits: tf.Tensor): tf.Scalar =>
  tf.losses.softmaxCrossEntropy(targets, logits);

const mlp =
  ({ sizes, activation, loss }: Mlp): Loss =>
  (p, { x, y }) => {
    let h = x;
    for (let layer = 0; layer + 1 < sizes.length; layer++) {
      const [weights, bias] = [p[`w${layer}`], p[`b${layer}`]];
      if (layer + 2 === sizes.length) h = dense(h, weights, bias);
      else h = activation === 'relu' ? dense(h, weights, bias, 'relu') : tf.tanh(dense(h, weights, bias));
    }
    return loss === 'mean squared error' ? tf.mean(tf.squaredDifference(h, y)) : crossEntropy(y, h);
  };

/** The images moved by every offset of the kernel, side by side: [batch · height · width, kernel · kernel · channels]. */
function shifted(x: tf.Tensor4D, kernel: number): tf.Tensor2D {
  const [batch, height, width, channels] = x.shape;
  const border = kernel >> 1;
  const padded = tf.pad(x, [
    [0, 0],
    [border, border],
    [border, border],
    [0, 0],
  ]);
  const shifts: tf.Tensor4D[] = [];
  for (let row = 0; row < kernel; row++)
    for (let column = 0; column < kernel; column++)
      shifts.push(tf.slice(padded, [0, row, column, 0], [batch, height, width, channels]));
  return tf.reshape(tf.concat(shifts, 3), [batch * height * width, kernel * kernel * channels]);
}

/** A convolution whose filter gradient is one matrix product. */
function convolveOnWasm(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  const withGradient = tf.customGrad((...args) => {
    const [images, weights, save] = args as unknown as [tf.Tensor4D, tf.Tensor4D, (tensors: tf.Tensor[]) => void];
    save([images, weights]);
    const gradFunc = (dy: tf.Tensor4D, saved: tf.Tensor[]): tf.Tensor[] => {
      const [from, by] = saved as [tf.Tensor4D, tf.Tensor4D];
      const [kernel, , channels, outputs] = by.shape;
      const byFilter = tf.matMul(shifted(from, kernel), tf.reshape(dy, [-1, outputs]), true, false);
      const byImages = channels === 1 ? tf.zerosLike(from) : tf.conv2dTranspose(dy, by, from.shape, 1, 'same');
      return [byImages, tf.reshape(byFilter, by.shape)];
    };
    return { value: tf.conv2d(images, weights, 1, 'same'), gradFunc };
  });
  return withGradient(x, filter) as tf.Tensor4D;
}

function cnn({ batch, model }: Workload<Cnn>, backend: Backend): Loss {
  const layer = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor): tf.Tensor => {
    const [images, weights] = [x as tf.Tensor4D, filter as tf.Tensor4D];
    const convolved =
      backend === 'wasm'
        ? tf.relu(tf.add(convolveOnWasm(images, weights), bias))
        : tf.fused.conv2d({ x: images, filter: weights, strides: 1, pad: 'same', bias, activation: 'relu' });
    return tf.maxPool(convolved as tf.Tensor4D, 2, 2, 'valid');
  };
  const flat = 7 * 7 * model.channels[1];
  return (p, { x, y }) => {
    const features = layer(layer(x, p.c1, p.cb1), p.c2, p.cb2);
    return crossEntropy(y, dense(tf.reshape(features, [batch, flat]), p.w, p.b));
  };
}

const embed = (table: tf.Tensor, { x, rows }: Feed, backend: Backend): tf.Tensor =>
  backend === 'wasm' && rows !== undefined
    ? tf.matMul(rows as tf.Tensor2D, table as tf.Tensor2D)
    : tf.gather(table, x as tf.Tensor1D);

function lstm({ batch, model: { hidden, length } }: Workload<Lstm>, backend: Backend): Loss {
  const zeros = tf.zeros([batch, hidden]);
  return (p, feed) => {
    const gates = tf.reshape(dense(embed(p.table, feed, backend), p.wx, p.bg), [length, batch, 4 * hidden]);
    let [h, c]: tf.Tensor[] = [zeros, zeros];
    const outputs: tf.Tensor[] = [];
    for (const slice of tf.unstack(gates, 0)) {
      const sums = tf.add(slice, tf.matMul(h as tf.Tensor2D, p.wh as tf.Tensor as tf.Tensor2D));
      const [input, forget, cell, output] = tf.split(sums, 4, 1);
      c = tf.add(tf.mul(tf.sigmoid(forget), c), tf.mul(tf.sigmoid(input), tf.tanh(cell)));
      h = tf.mul(tf.sigmoid(output), tf.tanh(c));
      outputs.push(h);
    }
    return crossEntropy(feed.y, dense(tf.concat(outputs, 0), p.wo, p.bo));
  };
}

function layerNorm(x: tf.Tensor, gain: tf.Tensor, shift: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  const scaled = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, LAYER_NORM_EPSILON)));
  return tf.add(tf.mul(scaled, gain), shift);
}

/** GELU by its tanh form. */
function gelu(x: tf.Tensor): tf.Tensor {
  const inner = tf.add(x, tf.mul(0.044715, tf.mul(x, tf.mul(x, x))));
  return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), inner))));
}

function transformer({ batch, model }: Workload<Transformer>, backend: Backend): Loss {
  const { width, heads, layers, length } = model;
  const size = width / heads;
  const mask = tf.tensor(
    Float32Array.from({ length: length * length }, (_, i) => (i % length > Math.floor(i / length) ? -1e9 : 0)),
    [1, 1, length, length],
  );
  const attention = (qkv: tf.Tensor): tf.Tensor => {
    const parted = tf.transpose(tf.reshape(qkv, [batch, length, 3, heads, size]), [2, 0, 3, 1, 4]);
    const [queries, keys, values] = tf.unstack(parted, 0); // [batch, heads, length, size]
    const scores = tf.add(tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(size)), mask);
    const mixed = tf.matMul(tf.softmax(scores), values);
    return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [batch * length, width]);
  };
  return (p, feed) => {
    const tokens = tf.reshape(embed(p.table, feed, backend), [batch, length, width]);
    let x: tf.Tensor = tf.reshape(tf.add(tokens, p.positions), [batch * length, width]);
    for (let layer = 0; layer < layers; layer++) {
      const the = (name: string): tf.Tensor => p[`${name}${layer}`];
      const qkv = dense(layerNorm(x, the('outerGain'), the('outerShift')), the('wqkv'), the('bqkv'));
      x = tf.add(x, dense(attention(qkv), the('wp'), the('bp')));
      const inner = gelu(dense(layerNorm(x, the('innerGain'), the('innerShift')), the('wup'), the('bup')));
      x = tf.add(x, dense(inner, the('wdown'), the('bdown')));
    }
    const last = layerNorm(x, p.lastGain, p.lastShift);
    return crossEntropy(feed.y, tf.matMul(last as tf.Tensor2D, p.head as tf.Tensor as tf.Tensor2D));
  };
}

/** The loss of a workload's network as a function of parameters and one batch. */
export function networks(workload: Workload, backend: Backend): Loss {
  const { model } = workload;
  switch (model.kind) {
    case 'mlp':
      return mlp(model);
    case 'cnn':
      return cnn({ ...workload, model }, backend);
    case 'lstm':
      return lstm({ ...workload, model }, backend);
    case 'transformer':
      return transformer({ ...workload, model }, backend);
  }
}
