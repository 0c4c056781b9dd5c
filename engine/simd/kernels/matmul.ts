// The matrix product as a plan calls it: strides and offsets in elements become bytes.
import { product } from './parts/product.ts';

/** As in engine/kernels/matmul.ts. */
export function matmul(
  rows: i32, columns: i32, inner: i32,
  a: usize, aRow: i32, aColumn: i32, b: usize, bRow: i32, bColumn: i32,
  start: usize, startRow: i32, out: usize,
): void {
  product(
    rows, columns, inner, a, aRow << 2, aColumn << 2, b, bRow << 2, bColumn << 2,
    start, startRow << 2, out, columns << 2,
  );
}
