/**
 * The operations as functions of tensors: what a user of the engine writes. Elementwise ones broadcast as in NumPy:
 * shapes are matched from the last axis, and sizes of 1 are repeated. Plain numbers are taken as constants.
 */
import type { OpName } from './ops/index.ts';
import { none, type Rule } from './ops/rule.ts';
import * as rules from './ops/rules.ts';
import { broadcastShape, sameShape, show, sizeOf, type Shape } from './ops/shapes.ts';
import { averagePool, batchNorm, conv2d, maxPool } from './picture-operations.ts';
import { gru, lstm, rnn } from './recurrent-operations.ts';
import { embedding } from './sequence-operations.ts';
import { asTensor, record, type Operand, type Tensor } from './tensor.ts';
import { attention, layerNorm } from './transformer-operations.ts';

// In files of their own, so that a page whose networks are dense loads none of them.
export * from './picture-operations.ts';
export * from './recurrent-operations.ts';
export * from './sequence-operations.ts';
export * from './transformer-operations.ts';

/**
 * Repeats a tensor to a larger shape, axes matched from the last.
 * @throws RangeError when an axis is neither equal nor 1.
 */
export function broadcastTo(x: Operand, shape: Shape): Tensor {
  let tensor = asTensor(x);
  if (sameShape(tensor.shape, shape)) return tensor;
  if (!sameShape(broadcastShape('broadcastTo', tensor.shape, shape), shape))
    throw new RangeError(`broadcastTo: ${show(tensor.shape)} does not fit into ${show(shape)}`);
  const missing = shape.length - tensor.shape.length;
  const grown = [...Array<number>(missing).fill(1), ...tensor.shape];
  // From the last axis to the first, each run of neighbouring axes that must be repeated is one step.
  for (let end = shape.length; end > 0;) {
    let start = end - 1;
    const repeats = (axis: number): boolean => grown[axis] !== shape[axis];
    while (start > 0 && repeats(start - 1) === repeats(end - 1)) start--;
    if (repeats(end - 1)) {
      const count = sizeOf(shape.slice(start, end));
      for (let axis = start; axis < end; axis++) grown[axis] = shape[axis];
      tensor = record(rules.repeat, [tensor], { outer: sizeOf(grown.slice(0, start)), count, shape: [...grown] });
    }
    end = start;
  }
  return sameShape(tensor.shape, shape) ? tensor : reshape(tensor, shape);
}

/** Records an operation on two tensors after repeating both to their common shape. */
function together(rule: Rule<2>, a: Operand, b: Operand): Tensor {
  const [x, y] = [asTensor(a), asTensor(b)];
  const shape = broadcastShape(rule.name, x.shape, y.shape);
  return record(rule, [broadcastTo(x, shape), broadcastTo(y, shape)], none);
}

/** a + b, element by element. */
export const add = (a: Operand, b: Operand): Tensor => together(rules.add, a, b);
/** a − b, element by element. */
export const subtract = (a: Operand, b: Operand): Tensor => together(rules.subtract, a, b);
/** a · b, element by element. */
export const multiply = (a: Operand, b: Operand): Tensor => together(rules.multiply, a, b);
/** a / b, element by element. */
export const divide = (a: Operand, b: Operand): Tensor => together(rules.divide, a, b);
/** −x */
export const negate = (x: Operand): Tensor => record(rules.negate, [asTensor(x)], none);
/** x to a constant power; NaN for negative x unless the power is whole. */
export const power = (x: Operand, exponent: number): Tensor => record(rules.power, [asTensor(x)], { exponent });
/** √x: the power ½. */
export const squareRoot = (x: Operand): Tensor => power(x, 0.5);
/** |x| */
export const absolute = (x: Operand): Tensor => record(rules.absolute, [asTensor(x)], none);
/** eˣ */
export const exp = (x: Operand): Tensor => record(rules.exp, [asTensor(x)], none);
/** The natural logarithm. */
export const log = (x: Operand): Tensor => record(rules.log, [asTensor(x)], none);
/** The sine, |x| ≤ 10⁶. */
export const sin = (x: Operand): Tensor => record(rules.sin, [asTensor(x)], none);
/** The cosine, |x| ≤ 10⁶. */
export const cos = (x: Operand): Tensor => record(rules.cos, [asTensor(x)], none);

/** The matrix product [m, k] × [k, n] → [m, n]. */
export const matmul = (a: Tensor, b: Tensor): Tensor => record(rules.matmul, [a, b], none);
/** x W + b: [batch, inputs], [inputs, outputs], [outputs] → [batch, outputs]. */
export const affine = (x: Tensor, weights: Tensor, bias: Tensor): Tensor =>
  record(rules.affine, [x, weights, bias], none);

/** The sum along one axis (negative counts from the last), which disappears; of everything without one. */
export const sum = (x: Operand, axis?: number): Tensor =>
  record(rules.sum, [asTensor(x)], axis === undefined ? {} : { axis });
/** The mean along one axis (negative counts from the last), which disappears; of everything without one. */
export const mean = (x: Operand, axis?: number): Tensor =>
  record(rules.mean, [asTensor(x)], axis === undefined ? {} : { axis });

/** The same numbers under another shape of as many elements; nothing is copied. */
export const reshape = (x: Tensor, shape: Shape): Tensor => record(rules.reshape, [x], { shape: [...shape] });
/** Axes in another order: axis i of the result is axis axes[i] of x; reversed without `axes`. */
export const transpose = (x: Tensor, axes?: readonly number[]): Tensor =>
  record(rules.transpose, [x], axes ? { axes } : {});
/** Slice `at` of one axis, which disappears: x[at] for axis 0. */
export const index = (x: Tensor, at: number, axis = 0): Tensor => record(rules.index, [x], { at, axis });

/** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), from −1 to 1. */
export const tanh = (x: Operand): Tensor => record(rules.tanh, [asTensor(x)], none);
/** 1 / (1 + e⁻ˣ), from 0 to 1. */
export const sigmoid = (x: Operand): Tensor => record(rules.sigmoid, [asTensor(x)], none);
/** max(0, x) */
export const relu = (x: Operand): Tensor => record(rules.relu, [asTensor(x)], none);
/** x where positive, else leak · x. */
export const leakyRelu = (x: Operand, leak = 0.01): Tensor => record(rules.leakyRelu, [asTensor(x)], { leak });
/** x Φ(x), with the exact Φ or its tanh approximation. */
export const gelu = (x: Operand, form: 'exact' | 'tanh' = 'exact'): Tensor =>
  record(rules.gelu, [asTensor(x)], { form });
/** x σ(x) */
export const silu = (x: Operand): Tensor => record(rules.silu, [asTensor(x)], none);
/** 1 where x ≥ 0, else 0; no gradient passes. */
export const step = (x: Operand): Tensor => record(rules.step, [asTensor(x)], none);

/** Softmax along the last axis. */
export const softmax = (x: Tensor): Tensor => record(rules.softmax, [x], none);
/** The logarithm of softmax along the last axis. */
export const logSoftmax = (x: Tensor): Tensor => record(rules.logSoftmax, [x], none);

/** The mean of (prediction − target)² over all elements. */
export const meanSquaredError = (predictions: Operand, targets: Operand): Tensor =>
  together(rules.meanSquaredError, predictions, targets);
/** The mean of −log softmax(logits)[label]: logits [batch, classes], labels [batch] of whole numbers from 0. */
export const softmaxCrossEntropy = (logits: Tensor, labels: Tensor): Tensor =>
  record(rules.softmaxCrossEntropy, [logits, labels], none);
/** The mean of −t log σ(z) − (1 − t) log(1 − σ(z)): logits and targets (0 to 1) of one shape. */
export const sigmoidCrossEntropy = (logits: Operand, targets: Operand): Tensor =>
  together(rules.sigmoidCrossEntropy, logits, targets);

/**
 * Drops each number with probability `rate` (0 to below 1) in training mode and divides the others by 1 − rate; changes
 * nothing in evaluation mode (`program.mode`). Another seed (a whole number from 0 to 2³² − 1), another choice.
 */
export const dropout = (x: Tensor, { rate = 0.5, seed = 0 }: { rate?: number; seed?: number } = {}): Tensor =>
  record(rules.dropout, [x], { rate, seed });

/** The function of every operation in the registry; a new operation without one is a type error. */
export const operations = {
  absolute,
  add,
  affine,
  attention,
  averagePool,
  batchNorm,
  conv2d,
  cos,
  divide,
  dropout,
  embedding,
  exp,
  gelu,
  gru,
  index,
  layerNorm,
  leakyRelu,
  log,
  logSoftmax,
  lstm,
  matmul,
  maxPool,
  mean,
  meanSquaredError,
  multiply,
  negate,
  power,
  relu,
  repeat: broadcastTo,
  reshape,
  rnn,
  sigmoid,
  sigmoidCrossEntropy,
  silu,
  sin,
  softmax,
  softmaxCrossEntropy,
  step,
  subtract,
  sum,
  tanh,
  transpose,
} satisfies Record<OpName, (...inputs: never[]) => Tensor>;
