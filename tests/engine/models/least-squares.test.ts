// Least squares by singular values: PyTorch's numbers, and what must hold of any matrix, whatever its shape and rank.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSquares, singularOf } from '#engine';
import reference from '../../reference/least-squares.json' with { type: 'json' };

const times = (matrix: ArrayLike<number>, rows: number, columns: number, w: ArrayLike<number>): number[] =>
  Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += matrix[i * columns + j] * w[j];
    return sum;
  });
const size = (list: ArrayLike<number>): number => Math.sqrt(Array.from(list).reduce((sum, v) => sum + v * v, 0));

describe.each(Object.entries(reference))('%s', (name, { matrix, targets, values, weights, ridge }) => {
  const [rows, columns] = matrix.shape;
  const singular = singularOf(matrix.values, rows, columns);
  // Hilbert's matrix magnifies the rounding of its own entries by its condition, ten million.
  const digits = name === 'Hilbert' ? 4 : 10;

  test('has PyTorch’s singular values', () => {
    const sorted = [...singular.values].sort((a, b) => b - a);
    expect(sorted).toHaveLength(values.length);
    sorted.forEach((value, i) => expect(value).toBeCloseTo(values[i], 12));
  });

  test('has PyTorch’s weights of least norm', () => {
    const found = leastSquares(singular, targets);
    const scale = Math.max(1, size(weights));
    weights.forEach((weight, i) => expect(found[i] / scale).toBeCloseTo(weight / scale, digits));
  });

  test('has PyTorch’s weights with a ridge', () => {
    const found = leastSquares(singular, targets, 0.1);
    ridge.forEach((weight, i) => expect(found[i]).toBeCloseTo(weight, 10));
  });
});

describe('any matrix', () => {
  const cell = fc.integer({ min: -20, max: 20 }).map((n) => n / 4);
  const problem = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      matrix: fc.array(cell, { minLength: rows * columns, maxLength: rows * columns }),
      targets: fc.array(cell, { minLength: rows, maxLength: rows }),
    }),
  );

  test('what is left over is orthogonal to every column, and the weights are a sum of rows', () => {
    fc.assert(
      fc.property(problem, ({ rows, columns, matrix, targets }) => {
        const singular = singularOf(matrix, rows, columns);
        const w = leastSquares(singular, targets);
        const left = times(matrix, rows, columns, w).map((said, i) => said - targets[i]);
        for (let j = 0; j < columns; j++) {
          let along = 0;
          for (let i = 0; i < rows; i++) along += matrix[i * columns + j] * left[i];
          expect(Math.abs(along)).toBeLessThan(1e-9 * (1 + size(targets)) * (1 + size(matrix)));
        }
        // Solving again for what they give must give them back: nothing in them that the matrix does not see.
        const again = leastSquares(singular, times(matrix, rows, columns, w));
        w.forEach((weight, j) => expect(again[j]).toBeCloseTo(weight, 6));
      }),
    );
  });

  test('a ridge makes them shorter, and a vanishing one changes nothing', () => {
    fc.assert(
      fc.property(problem, ({ rows, columns, matrix, targets }) => {
        const singular = singularOf(matrix, rows, columns);
        const [free, pressed] = [leastSquares(singular, targets), leastSquares(singular, targets, 0.5)];
        expect(size(pressed)).toBeLessThanOrEqual(size(free) + 1e-12);
        const least = Math.min(...[...singular.values].filter((value) => value > 1e-6), 1);
        const hardly = leastSquares(singular, targets, 1e-12 * least * least);
        hardly.forEach((weight, j) => expect(weight).toBeCloseTo(free[j], 6));
      }),
    );
  });

  test('the same numbers give the same bits', () => {
    const matrix = Array.from({ length: 60 }, (_, i) => Math.sqrt(i + 2) % 1);
    const solve = () => leastSquares(singularOf(matrix, 5, 12), [1, -2, 3, -4, 5]);
    expect(solve()).toEqual(solve());
  });

  test('says what is wrong with what it is given', () => {
    expect(() => singularOf([1, 2, 3], 2, 2)).toThrow('least squares: 3 numbers are no matrix of 2 × 2');
    expect(() => singularOf([1, NaN], 1, 2)).toThrow('least squares: not a finite number: NaN');
    expect(() => leastSquares(singularOf([1], 1, 1), [1, 2])).toThrow('least squares: 2 targets for 1 rows');
    expect(() => leastSquares(singularOf([1], 1, 1), [1], -1)).toThrow('least squares: a ridge is not negative: -1');
  });
});
