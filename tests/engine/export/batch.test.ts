// Which axis grows with the batch: followed through views, repetition and sequences, and given up where it would be wrong.
import { describe, expect, test } from 'vitest';
import {
  add,
  constant,
  index,
  input,
  layerNorm,
  lstm,
  matmul,
  mean,
  meanSquaredError,
  multiply,
  parameter,
  reshape,
  softmax,
  sum,
  tanh,
  transpose,
  type Tensor,
} from '#engine';
import { findBatch } from '../../../engine/export/batch.ts';
import { outline } from '../../../engine/export/outline.ts';

let made = 0;
const zeros = (...shape: number[]) =>
  parameter(
    `zeros ${made++}`,
    shape,
    shape.reduce((size, n) => [...Array<number[]>(n)].flatMap(() => size), [0]),
  );

/** The growing axis of the last tensor, null when it does not grow, undefined when nothing may. */
function axisOf(tensor: Tensor, batchAxis = 0): number | null | undefined {
  const nodes = outline([tensor]);
  const batch = findBatch(nodes.values(), batchAxis);
  const node = nodes.get(tensor);
  return batch && node && (batch.axes.get(node) ?? null);
}

const x = (...shape: number[]) => input(`x ${made++}`, shape);

describe('the batch', () => {
  test.each<[string, Tensor, number | null]>([
    ['elementwise', tanh(x(4, 3)), 0],
    ['with a bias', add(x(4, 3), zeros(3)), 0],
    ['with itself', add(tanh(x(4, 3)), 1), 0],
    ['a product', matmul(x(4, 3), zeros(3, 2)), 0],
    ['transposed', transpose(x(4, 3)), 1],
    ['merged', reshape(x(4, 3, 2), [12, 2]), 0],
    ['merged and apart again', reshape(reshape(x(4, 3, 2), [12, 2]), [4, 3, 2]), 0],
    ['merged behind, and apart again', reshape(reshape(transpose(x(4, 3, 2), [1, 0, 2]), [12, 2]), [3, 4, 2]), 1],
    ['behind as many steps', reshape(reshape(transpose(x(4, 4, 2), [1, 0, 2]), [16, 2]), [4, 4, 2]), 1],
    ['flattened', reshape(x(4, 3, 2), [4, 6]), 0],
    ['of one', reshape(transpose(x(1, 3, 2), [1, 0, 2]), [3, 1, 2]), 1],
    ['of one, merged', reshape(x(1, 3, 2), [3, 2]), 0],
    ['repeated over more axes', add(reshape(x(4, 3), [4, 1, 3]), zeros(5, 3)), 0],
    ['a slice of examples', index(x(4, 3), 1, 1), 0],
    ['gone in a mean', mean(x(4, 3)), null],
    ['gone in a loss against a number', meanSquaredError(x(4, 3), 1), null],
  ])('%s', (_, tensor, axis) => {
    expect(axisOf(tensor)).toBe(axis);
  });

  test('may be the second axis, of a sequence', () => {
    const states = lstm(x(5, 4, 8), zeros(2, 8));
    expect(axisOf(states, 1)).toBe(1);
    expect(axisOf(index(states, 4), 1)).toBe(0);
  });

  test.each<[string, Tensor]>([
    ['time is not one', lstm(x(5, 4, 8), zeros(2, 8))],
    ['softmax mixes it', softmax(x(4))],
    ['layer norm mixes it', layerNorm(transpose(x(4, 3)), zeros(4), zeros(4))],
    ['one certain example is asked for', index(x(4, 3), 2)],
    ['numbers for every example are built in', multiply(x(4, 3), constant([...Array(12).keys()], [4, 3]))],
    ['it is torn apart', reshape(x(4, 3), [2, 6])],
    ['a product needs its size', matmul(zeros(3, 4), tanh(x(4, 3)))],
    ['it meets itself along another axis', add(x(4, 4), transpose(tanh(x(4, 4))))],
  ])('is given up where %s', (_, tensor) => {
    expect(axisOf(tensor)).toBeUndefined();
  });

  test('is a mean only where nothing but means ends it', () => {
    const isMean = (tensor: Tensor) => findBatch(outline([tensor]).values())?.isMean;
    expect(isMean(mean(sum(x(4, 3), 1)))).toBe(true);
    expect(isMean(sum(x(4, 3)))).toBe(false);
    expect(isMean(mean(matmul(transpose(x(4, 3)), tanh(x(4, 3)))))).toBe(false);
  });

  test('needs an input', () => {
    expect(axisOf(tanh(zeros(3)))).toBeUndefined();
  });
});
