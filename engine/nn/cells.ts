/**
 * One step of each recurrent network as ordinary code, every gate a tensor with a value and a gradient of its own: for
 * figures that show what happens inside. A chain of them computes what the sequence operations compute, slower.
 */
import { add, affine, index, matmul, multiply, reshape, sigmoid, subtract, tanh } from '../operations.ts';
import type { Tensor } from '../tensor.ts';

/** Parameters of a cell with n gates, as a recurrent layer has them. */
export interface CellParameters {
  /** [inputs, n · hidden] */
  readonly weights: Tensor;
  /** [hidden, n · hidden] */
  readonly hiddenWeights: Tensor;
  /** [n · hidden] */
  readonly bias: Tensor;
}

/** The stretches of z [batch, count · hidden], each [batch, hidden]. */
function split(z: Tensor, count: number): Tensor[] {
  const [batch, columns] = z.shape;
  const stretches = reshape(z, [batch, count, columns / count]);
  return Array.from({ length: count }, (_, k) => index(stretches, k, 1));
}

/** The next state tanh(x Wx + b + h W) of a simple recurrent network: x [batch, inputs], h [batch, hidden]. */
export const rnnCell = (x: Tensor, h: Tensor, { weights, hiddenWeights, bias }: CellParameters): Tensor =>
  tanh(add(affine(x, weights, bias), matmul(h, hiddenWeights)));

/** Everything an LSTM cell computes, each [batch, hidden]. */
export interface LstmStep {
  readonly i: Tensor;
  readonly f: Tensor;
  readonly g: Tensor;
  readonly o: Tensor;
  /** The next cell f c + i g. */
  readonly c: Tensor;
  /** The next state o tanh c. */
  readonly h: Tensor;
}

/** One step of an LSTM: x [batch, inputs], state h and cell c [batch, hidden]. */
export function lstmCell(x: Tensor, h: Tensor, c: Tensor, { weights, hiddenWeights, bias }: CellParameters): LstmStep {
  const [zi, zf, zg, zo] = split(add(affine(x, weights, bias), matmul(h, hiddenWeights)), 4);
  const [i, f, g, o] = [sigmoid(zi), sigmoid(zf), tanh(zg), sigmoid(zo)];
  const next = add(multiply(f, c), multiply(i, g));
  return { i, f, g, o, c: next, h: multiply(o, tanh(next)) };
}

/** Everything a GRU cell computes, each [batch, hidden]. */
export interface GruStep {
  readonly r: Tensor;
  readonly z: Tensor;
  readonly n: Tensor;
  /** The next state (1 − z) n + z h. */
  readonly h: Tensor;
}

/** One step of a GRU in PyTorch's form: x [batch, inputs], h [batch, hidden]; `hiddenBias` is [3 · hidden]. */
export function gruCell(
  x: Tensor,
  h: Tensor,
  { weights, hiddenWeights, bias, hiddenBias }: CellParameters & { readonly hiddenBias: Tensor },
): GruStep {
  const [xr, xz, xn] = split(affine(x, weights, bias), 3);
  const [hr, hz, hn] = split(affine(h, hiddenWeights, hiddenBias), 3);
  const [r, z] = [sigmoid(add(xr, hr)), sigmoid(add(xz, hz))];
  const n = tanh(add(xn, multiply(r, hn)));
  return { r, z, n, h: add(multiply(subtract(1, z), n), multiply(z, h)) };
}
