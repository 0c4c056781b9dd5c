// Whole networks to export, each with a loss and batches that a seed decides.
import {
  add,
  attention,
  broadcastTo,
  index,
  input,
  layerNorm,
  matmul,
  mean,
  nn,
  parameter,
  random,
  relu,
  reshape,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  type Random,
  type Tensor,
} from '#engine';

export interface Network {
  outputs: readonly Tensor[];
  loss: Tensor;
  /** The axis of inputs and outputs along which examples follow each other. */
  batchAxis: 0 | 1;
  batch: (rng: Random) => Record<string, number[]>;
}

const uniform = (rng: Random, size: number) => Array.from({ length: size }, () => rng.uniform(-1, 1));
const whole = (rng: Random, size: number, below: number) => Array.from({ length: size }, () => rng.integer(below));

function initialised<L extends nn.Layer>(layer: L): L {
  layer.initialise(random('weights'));
  return layer;
}

function mlp(): Network {
  const x = input('x', [12, 2]);
  const net = initialised(nn.sequential(nn.dense(2, 8, { activation: 'tanh' }), nn.dense(8, 1)));
  const logits = reshape(net.forward(x), [12]).named('logits');
  const loss = sigmoidCrossEntropy(logits, input('answer', [12])).named('loss');
  return {
    outputs: [logits],
    loss,
    batchAxis: 0,
    batch: (rng) => ({ x: uniform(rng, 24), answer: whole(rng, 12, 2) }),
  };
}

function cnn(): Network {
  const x = input('x', [4, 1, 10, 10]);
  const net = initialised(
    nn.sequential(
      nn.conv2d(1, 4, 3, { padding: 'same' }),
      nn.batchNorm(4),
      nn.activation('silu'),
      nn.averagePool(2),
      nn.conv2d(4, 6, 3, { stride: 2 }),
      nn.activation('tanh'),
      nn.maxPool(2),
      nn.flatten(),
      nn.dense(6, 3),
    ),
  );
  const logits = net.forward(x).named('logits');
  const loss = softmaxCrossEntropy(logits, input('label', [4]));
  return {
    outputs: [logits],
    loss,
    batchAxis: 0,
    batch: (rng) => ({ x: uniform(rng, 400), label: whole(rng, 4, 3) }),
  };
}

const [STEPS, BATCH, VOCABULARY] = [6, 4, 7];

/** Reads numbers, time first, and says at each step which comes next. */
function recurrent(layer: nn.Layer): Network {
  const ids = input('ids', [STEPS, BATCH]);
  const net = initialised(nn.sequential(nn.embedding(VOCABULARY, 5), layer, nn.rows(), nn.dense(6, VOCABULARY)));
  const logits = net.forward(ids);
  const next = reshape(input('next', [STEPS, BATCH]), [STEPS * BATCH]);
  return {
    outputs: [reshape(logits, [STEPS, BATCH, VOCABULARY]).named('logits')],
    loss: softmaxCrossEntropy(logits, next),
    batchAxis: 1,
    batch: (rng) => ({
      ids: whole(rng, STEPS * BATCH, VOCABULARY),
      next: whole(rng, STEPS * BATCH, VOCABULARY),
    }),
  };
}

function transformer(): Network {
  const ids = input('ids', [BATCH, STEPS]);
  const block = () => nn.transformerBlock(8, { heads: 2, causal: true });
  const net = initialised(
    nn.sequential(
      nn.embedding(VOCABULARY, 8),
      nn.positions(STEPS + 2, 8),
      block(),
      block(),
      nn.layerNorm(8),
      nn.rows(),
      nn.dense(8, VOCABULARY),
    ),
  );
  const logits = net.forward(ids);
  const next = reshape(input('next', [BATCH, STEPS]), [BATCH * STEPS]);
  return {
    outputs: [reshape(logits, [BATCH, STEPS, VOCABULARY]).named('logits')],
    loss: softmaxCrossEntropy(logits, next),
    batchAxis: 0,
    batch: (rng) => ({
      ids: whole(rng, STEPS * BATCH, VOCABULARY),
      next: whole(rng, STEPS * BATCH, VOCABULARY),
    }),
  };
}

/** What is no layer: plain operations, numbers, one parameter used everywhere, a residual. */
function plain(): Network {
  const x = input('x', [4, 3, 6]);
  const gain = parameter('gain', [6], [1, 0.9, 1.1, 1, 1.2, 0.8]);
  const shift = parameter('shift', [3, 1], [0.1, -0.2, 0.3]);
  const mixed = attention(layerNorm(add(x, shift), gain, broadcastTo(0.5, [6])), { heads: 1 });
  const y = add(mixed, relu(add(mixed, 2))).named('y');
  const logits = reshape(y, [4, 6]);
  return {
    outputs: [y],
    loss: sigmoidCrossEntropy(logits, 0.25),
    batchAxis: 0,
    batch: (rng) => ({ x: uniform(rng, 72) }),
  };
}

/** What must be repeated by hand: a product takes no broadcasting. The batch is part of a longer axis meanwhile. */
function repeated(): Network {
  const x = input('x', [4, 3]);
  const weights = parameter('weights', [2, 2], [0.5, -1, 0.25, 2]);
  const products = matmul(broadcastTo(reshape(x, [12, 1]), [12, 2]), weights);
  const more = matmul(broadcastTo(0.5, [3, 2]), weights);
  const y = index(add(reshape(products, [4, 3, 2]), more), 1, 1).named('y');
  return { outputs: [y], loss: mean(y), batchAxis: 0, batch: (rng) => ({ x: uniform(rng, 12) }) };
}

export const networks = {
  repeated,
  mlp,
  cnn,
  rnn: () => recurrent(nn.rnn(5, 6)),
  lstm: () => recurrent(nn.lstm(5, 6)),
  gru: () => recurrent(nn.gru(5, 6)),
  transformer,
  plain,
};
