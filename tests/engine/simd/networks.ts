// Random calls of the SIMD kernels for pictures and sequences: convolution, pooling, normalisation, embedding, attention,
// recurrent nets, dropout.
import { callByName as call } from '../../../engine/kernels/index.ts';
import { conv2dScratch } from '../../../engine/ops/conv2d.ts';
import type { Cases, Laboratory } from './laboratory.ts';

const convolution = (lab: Laboratory) => {
  const few = (most: number): number => lab.whole(1, most);
  const [batch, channels, outputs] = [few(9), few(3), few(9)];
  const kernel = [few(3), lab.whole(1, 7)] as const;
  const plain = lab.whole(0, 1) === 0; // neither stride nor dilation, as in most networks
  const stride = plain ? ([1, 1] as const) : ([few(2), few(3)] as const);
  const dilation = plain ? ([1, 1] as const) : ([few(2), few(2)] as const);
  const padding = [few(3) - 1, few(4) - 1] as const;
  const [height, width] = [few(5) + dilation[0] * (kernel[0] - 1), few(17) + dilation[1] * (kernel[1] - 1)];
  const x = lab.array(batch * channels * height * width);
  const weights = lab.array(outputs * channels * kernel[0] * kernel[1], () => lab.rng.uniform(-0.5, 0.5));
  const places = (axis: 0 | 1, size: number): number =>
    Math.floor((size + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
  const size = batch * outputs * places(0, height) * places(1, width);
  const [y, dy] = [lab.array(size), lab.array(size, () => lab.rng.uniform(-0.3, 0.3))];
  const needed = conv2dScratch([batch, channels, height, width], [outputs, channels, ...kernel], {
    stride,
    padding,
    dilation,
  });
  const scratch = lab.room(needed);
  const sizes = [batch, channels, height, width, outputs, ...kernel, ...stride, ...padding, ...dilation] as const;
  return {
    sizes,
    x,
    weights,
    y,
    dy,
    scratch,
    pixels: batch * channels * height * width,
    count: outputs * channels * kernel[0] * kernel[1],
    outputs,
  };
};

const pool = (lab: Laboratory) => {
  const quarters = lab.whole(0, 1) === 0;
  const side = (): number => (quarters ? 2 : lab.whole(1, 3));
  const [planes, size, stride] = [lab.whole(1, 3), [side(), side()] as const, [side(), side()] as const];
  const [height, width] = [size[0] + lab.whole(0, 5), size[1] + lab.whole(0, 19)];
  // few different numbers, so that windows have several largest
  const x = lab.array(planes * height * width, () => lab.rng.integer(4));
  const [rows, columns] = [height, width].map((length, axis) => Math.floor((length - size[axis]) / stride[axis]) + 1);
  const y = lab.array(planes * rows * columns);
  const sizes = [planes, height, width, ...size, ...stride] as const;
  return { sizes, x, y, pixels: planes * height * width, windows: planes * rows * columns };
};

const heads = (lab: Laboratory) => {
  const [batch, count, steps, width, causal] = [
    lab.whole(1, 2),
    lab.whole(1, 3),
    lab.whole(1, 27),
    lab.whole(1, 9),
    lab.keep(),
  ];
  const values = batch * steps * count * width;
  const sizes = [batch, count, steps, width, causal] as const;
  const [qkv, weights, y] = [lab.array(3 * values), lab.array(batch * count * steps * steps), lab.array(values)];
  return { sizes, values, steps, qkv, weights, y };
};

const sequence = (lab: Laboratory, gates: number) => {
  const [steps, batch, hidden] = [lab.whole(1, 4), lab.whole(1, 4), lab.whole(1, 9)];
  const state = batch * hidden;
  const small = () => lab.rng.uniform(-1, 1);
  return {
    sizes: [steps, batch, hidden] as const,
    steps,
    state,
    gates: lab.array(steps * state * gates),
    weights: lab.array(hidden * hidden * gates, small),
    bias: lab.array(hidden * gates, small),
    h0: lab.array(state, small),
    c0: lab.array(state),
    y: lab.array(steps * state),
    dy: lab.array(steps * state),
  };
};

const layerNorm = (lab: Laboratory) => {
  const [r, w] = [lab.whole(1, 7), lab.count()];
  return { rows: r, width: w, normalised: lab.array(r * w), inverse: lab.positive(r), dy: lab.array(r * w) };
};

const batchNorm = (lab: Laboratory) => {
  const [batch, channels, area] = [lab.whole(2, 4), lab.whole(1, 5), lab.count()];
  const pixels = batch * channels * area;
  const x = lab.array(pixels);
  // as a forward kernel leaves it: means, inverse deviations, and whether they are those of the batch
  const scratch = lab.array(2 * channels + 1, () => lab.rng.uniform(0.5, 1));
  lab.numbers[scratch + 2 * channels] = lab.keep();
  const control = lab.array(2, () => lab.rng.integer(2));
  return { sizes: [batch, channels, area] as const, channels, pixels, x, scratch, control };
};

export const networks = {
  convolutionForward: (lab) => {
    const { sizes, x, weights, y, scratch, outputs } = convolution(lab);
    return [...sizes, x, weights, lab.array(outputs), y, scratch];
  },
  convolutionInputBackward: (lab) => {
    const { sizes, weights, dy, scratch, pixels } = convolution(lab);
    return [...sizes, weights, dy, lab.array(pixels), scratch, lab.keep()];
  },
  convolutionWeightsBackward: (lab) => {
    const { sizes, x, dy, scratch, count } = convolution(lab);
    return [...sizes, x, dy, lab.array(count), scratch, lab.keep()];
  },
  sumChannels: (lab) => {
    const [batch, channels, area] = [lab.whole(1, 3), lab.whole(1, 5), lab.size()];
    return [batch, channels, area, lab.array(batch * channels * area), lab.array(channels), lab.keep()];
  },
  maxPoolForward: (lab) => {
    const { sizes, x, y } = pool(lab);
    return [...sizes, x, y];
  },
  maxPoolBackward: (lab) => {
    const { sizes, x, y, pixels, windows } = pool(lab);
    lab.before.push(call('maxPoolForward', ...sizes, x, y));
    return [...sizes, x, y, lab.array(windows), lab.array(pixels), lab.keep()];
  },

  embeddingForward: (lab) => {
    const [n, vocabulary, width] = [lab.size(), lab.whole(1, 9), lab.count()];
    return [n, vocabulary, width, lab.labels(n, vocabulary), lab.array(vocabulary * width), lab.array(n * width)];
  },
  embeddingBackward: (lab) => {
    const [n, vocabulary, width] = [lab.size(), lab.whole(1, 9), lab.count()];
    const [ids, dy] = [lab.labels(n, vocabulary), lab.array(n * width)];
    return [n, vocabulary, width, ids, dy, lab.array(vocabulary * width), lab.keep()];
  },
  layerNormForward: (lab) => {
    const { rows: r, width: w, normalised, inverse, dy: x } = layerNorm(lab);
    return [r, w, x, lab.array(w), lab.array(w), normalised, inverse, lab.array(r * w), 0.01];
  },
  layerNormBackward: (lab) => {
    const { rows: r, width: w, normalised, inverse, dy } = layerNorm(lab);
    return [r, w, lab.array(w), normalised, inverse, dy, lab.into(r * w, dy), lab.keep()];
  },
  layerNormGainBackward: (lab) => {
    const { rows: r, width: w, normalised, dy } = layerNorm(lab);
    return [r, w, normalised, dy, lab.array(w), lab.keep()];
  },
  attentionForward: (lab) => {
    const { sizes, qkv, weights, y } = heads(lab);
    return [...sizes, qkv, weights, y];
  },
  attentionBackward: (lab) => {
    const { sizes, values, steps, qkv, weights, y } = heads(lab);
    lab.before.push(call('attentionForward', ...sizes, qkv, weights, y));
    return [...sizes, qkv, weights, lab.room(steps * steps), y, lab.array(3 * values), lab.keep()];
  },

  recurrentWeightsBackward: (lab) => {
    const { sizes, h0, y, gates } = sequence(lab, 3);
    const columns = 3 * sizes[2];
    const to = lab.array(sizes[2] * columns);
    return [...sizes, columns, h0, y, gates, to, lab.keep()];
  },
  rnnForward: (lab) => {
    const { sizes, gates, weights, h0, y } = sequence(lab, 1);
    return [...sizes, gates, weights, h0, y];
  },
  rnnBackward: (lab) => {
    const { sizes, gates, weights, h0, y, dy, steps, state } = sequence(lab, 1);
    lab.before.push(call('rnnForward', ...sizes, gates, weights, h0, y));
    return [...sizes, weights, y, lab.array((steps + 1) * state), dy];
  },
  lstmForward: (lab) => {
    const { sizes, gates, weights, h0, c0, y, steps, state } = sequence(lab, 4);
    return [...sizes, gates, weights, h0, c0, lab.array((10 * steps + 2) * state), y];
  },
  lstmBackward: (lab) => {
    const { sizes, gates, weights, h0, c0, y, dy, steps, state } = sequence(lab, 4);
    const kept = lab.array((10 * steps + 2) * state);
    lab.before.push(call('lstmForward', ...sizes, gates, weights, h0, c0, kept, y));
    return [...sizes, weights, c0, kept, dy];
  },
  gruForward: (lab) => {
    const { sizes, gates, weights, bias, h0, y, steps, state } = sequence(lab, 3);
    return [...sizes, gates, weights, bias, h0, lab.array((10 * steps + 1) * state), y];
  },
  gruBackward: (lab) => {
    const { sizes, gates, weights, bias, h0, y, dy, steps, state } = sequence(lab, 3);
    const kept = lab.array((10 * steps + 1) * state);
    lab.before.push(call('gruForward', ...sizes, gates, weights, bias, h0, kept, y));
    return [...sizes, weights, h0, y, kept, dy];
  },

  dropoutForward: (lab) => {
    const n = lab.size();
    const x = lab.array(n);
    const control = lab.array(2, () => lab.rng.integer(3)); // mode, ticks
    const [rate, seed] = [lab.rng.integer(10) / 10, lab.rng.integer(0xffffffff)];
    return [n, x, lab.into(n, x), lab.array(n), control, rate, seed];
  },
  batchNormForward: (lab) => {
    const { sizes, x, channels, pixels, scratch, control } = batchNorm(lab);
    const [gain, bias, mean, variance] = [
      lab.positive(channels),
      lab.array(channels),
      lab.array(channels),
      lab.positive(channels),
    ];
    return [...sizes, x, gain, bias, mean, variance, lab.array(pixels), 0.1, 0.01, scratch, control];
  },
  batchNormInputBackward: (lab) => {
    const { sizes, x, channels, pixels, scratch } = batchNorm(lab);
    return [...sizes, x, lab.positive(channels), lab.array(pixels), lab.array(pixels), scratch, lab.keep()];
  },
  batchNormGainBackward: (lab) => {
    const { sizes, x, channels, pixels, scratch } = batchNorm(lab);
    return [...sizes, x, lab.array(pixels), lab.array(channels), scratch, lab.keep()];
  },
} satisfies Partial<Cases>;
