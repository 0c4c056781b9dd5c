/**
 * What is timed: six networks with their training steps, and three matrix products. Their sizes, and how much arithmetic
 * they take; their numbers are drawn in workloads.ts. It knows no library.
 */

export const networkIds = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'] as const;
export const productIds = ['M64', 'M256', 'M512'] as const;
export type NetworkId = (typeof networkIds)[number];
export type ProductId = (typeof productIds)[number];
export type WorkloadId = NetworkId | ProductId;

/** Layers `w0` [sizes[0], sizes[1]], `b0`, `w1`, … with the activation between them. */
export interface Mlp {
  readonly kind: 'mlp';
  readonly sizes: readonly number[];
  readonly activation: 'tanh' | 'relu';
  readonly loss: 'mean squared error' | 'cross-entropy';
}

/** 28×28 images, twice 5×5 convolution (`c1`, `c2` [row, column, from, to]; padding 2), ReLU and 2×2 maximum; then dense. */
export interface Cnn {
  readonly kind: 'cnn';
  readonly channels: readonly [number, number];
  readonly classes: number;
}

/** Token ids [length × batch], time first, from a zero state; gates in the order input, forget, cell, output. */
export interface Lstm {
  readonly kind: 'lstm';
  readonly vocabulary: number;
  readonly embedding: number;
  readonly hidden: number;
  readonly length: number;
}

/** Token ids [batch × length]; layer norm before attention and before the two dense layers, GELU by tanh. */
export interface Transformer {
  readonly kind: 'transformer';
  readonly vocabulary: number;
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
  readonly length: number;
}

/** The network of a workload, by kind. */
export type Model = Mlp | Cnn | Lstm | Transformer;

export interface Recipe<M extends Model = Model> {
  readonly what: string;
  /** Examples in a step. */
  readonly batch: number;
  readonly optimizer: 'sgd' | 'adam';
  readonly rate: number;
  readonly model: M;
  /** Multiplications and additions of the matrix products in one step: forward, and the gradients that are needed. */
  readonly operations: number;
}

/** What every library's Adam is set to. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
/** Added to the variance by every library's layer norm. */
export const LAYER_NORM_EPSILON = 1e-5;

export const PIXELS = 28 * 28;

/** The first layer needs no gradient by its input: two products for it, three for each other. */
function mlpOperations(batch: number, sizes: readonly number[]): number {
  let total = 0;
  for (let i = 0; i + 1 < sizes.length; i++) total += 2 * batch * sizes[i] * sizes[i + 1] * (i === 0 ? 2 : 3);
  return total;
}

const curve = [1, 64, 64, 1];
const digits = [PIXELS, 128, 10];
const playground = [2, 8, 8, 1];

export const recipes: Readonly<Record<NetworkId, Recipe>> = {
  W1: {
    what: 'MLP 2-8-8-1 tanh, batch 10, SGD',
    batch: 10,
    optimizer: 'sgd',
    rate: 0.03,
    model: { kind: 'mlp', sizes: playground, activation: 'tanh', loss: 'mean squared error' },
    operations: mlpOperations(10, playground),
  },
  W2: {
    what: 'MLP 1-64-64-1 tanh, batch 64, Adam',
    batch: 64,
    optimizer: 'adam',
    rate: 1e-3,
    model: { kind: 'mlp', sizes: curve, activation: 'tanh', loss: 'mean squared error' },
    operations: mlpOperations(64, curve),
  },
  W3: {
    what: 'MLP 784-128-10 ReLU, batch 64, Adam',
    batch: 64,
    optimizer: 'adam',
    rate: 1e-3,
    model: { kind: 'mlp', sizes: digits, activation: 'relu', loss: 'cross-entropy' },
    operations: mlpOperations(64, digits),
  },
  W4: {
    what: 'CNN 8@5×5, pool, 16@5×5, pool, dense, batch 32, Adam',
    batch: 32,
    optimizer: 'adam',
    rate: 1e-3,
    model: { kind: 'cnn', channels: [8, 16], classes: 10 },
    operations: 2 * 32 * (PIXELS * 8 * 25 * 2 + (PIXELS / 4) * 16 * 200 * 3 + PIXELS * 10 * 3),
  },
  W5: {
    what: 'LSTM, vocabulary 64, embedding 32, hidden 128, length 32, batch 16, Adam',
    batch: 16,
    optimizer: 'adam',
    rate: 1e-3,
    model: { kind: 'lstm', vocabulary: 64, embedding: 32, hidden: 128, length: 32 },
    operations: 2 * 3 * (16 * 32) * (32 * 512 + 128 * 512 + 128 * 64),
  },
  W6: {
    what: 'transformer, 2 layers, width 64, 4 heads, context 64, batch 8, Adam',
    batch: 8,
    optimizer: 'adam',
    rate: 1e-3,
    model: { kind: 'transformer', vocabulary: 64, width: 64, heads: 4, layers: 2, length: 64 },
    operations: 2 * 3 * (8 * 64) * (2 * (64 * 192 + 64 * 64 + 2 * 64 * 256 + 2 * 64 * 64) + 64 * 64),
  },
};

const isNetwork = (id: WorkloadId): id is NetworkId => id.startsWith('W');

/** The side of a matrix product, or undefined for a network. */
export const sideOf = (id: WorkloadId): number | undefined => (isNetwork(id) ? undefined : Number(id.slice(1)));

/** What a workload is, in a line. */
export const describe = (id: WorkloadId): string =>
  isNetwork(id) ? recipes[id].what : `product of two ${sideOf(id)} × ${sideOf(id)} matrices`;

/** Multiplications and additions of one step. */
export const operationsOf = (id: WorkloadId): number =>
  isNetwork(id) ? recipes[id].operations : 2 * Number(id.slice(1)) ** 3;
