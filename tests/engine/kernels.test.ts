// The matrix product against its definition: every combination of tile and remainder, every layout, to the last bit.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '#engine';
import { kernels } from '../../engine/kernels/index.ts';

const size = fc.integer({ min: 1, max: 11 });

describe.each([Float32Array, Float64Array])('matmul in %o', (Numbers) => {
  test('is the sum over k in order, rounded once, whatever the layout and the start', () => {
    fc.assert(
      fc.property(
        fc.record({ rows: size, columns: size, inner: size, aFlipped: fc.boolean(), bFlipped: fc.boolean() }),
        fc.constantFrom('nothing', 'bias', 'itself'),
        fc.nat(),
        ({ rows, columns, inner, aFlipped, bFlipped }, start, seed) => {
          const rng = random(seed);
          const [a, b] = [3, 3 + rows * inner];
          const bias = b + inner * columns;
          const out = bias + columns;
          const m = new Numbers(out + rows * columns + 5).map(() => rng.uniform(-1, 1));
          const before = m.slice();
          const [aRow, aColumn] = aFlipped ? [1, rows] : [inner, 1];
          const [bRow, bColumn] = bFlipped ? [1, inner] : [columns, 1];
          const from = { nothing: -1, bias, itself: out }[start];
          const fromRow = start === 'itself' ? columns : 0;
          kernels.matmul(m, rows, columns, inner, a, aRow, aColumn, b, bRow, bColumn, from, fromRow, out);
          for (let i = 0; i < rows; i++)
            for (let j = 0; j < columns; j++) {
              let expected = from < 0 ? 0 : before[from + i * fromRow + j];
              for (let k = 0; k < inner; k++)
                expected += before[a + i * aRow + k * aColumn] * before[b + k * bRow + j * bColumn];
              before[out + i * columns + j] = expected;
            }
          expect(m).toEqual(before); // nothing else was touched
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('permute walks any four axes', () => {
  const m = new Float64Array(48);
  for (let i = 0; i < 24; i++) m[i] = i;
  kernels.permute(m, 2, 2, 3, 2, 1, 12, 4, 2, 0, 24, 0);
  const expected: number[] = [];
  for (let i = 0; i < 2; i++)
    for (let j = 0; j < 2; j++)
      for (let k = 0; k < 3; k++) for (let l = 0; l < 2; l++) expected.push(i + 12 * j + 4 * k + 2 * l);
  expect([...m.subarray(24)]).toEqual(expected);
});
