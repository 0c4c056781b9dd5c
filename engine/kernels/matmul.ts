/**
 * The matrix product with free strides: one kernel serves x W, xᵀ dy and dy Wᵀ. Sums are carried in double precision
 * in registers and rounded once when stored; each is added up in the order of k, so the size of a tile never changes a
 * bit. It knows nothing of shapes beyond its three sizes.
 */
import type { Memory } from './memory.ts';

/**
 * out[i, j] = start[i, j] + Σₖ a[i, k] · b[k, j].
 *
 * `start` is what the sums begin with: −1 for zero, the offset of a bias with `startRow` 0, or `out` itself to add to
 * what is there. `aRow`, `aColumn` (and so on) are the distances between neighbouring rows and columns; the columns of
 * `start` and `out` lie side by side.
 */
export function matmul(
  m: Memory,
  rows: number,
  columns: number,
  inner: number,
  a: number,
  aRow: number,
  aColumn: number,
  b: number,
  bRow: number,
  bColumn: number,
  start: number,
  startRow: number,
  out: number,
): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let j = 0;
    // Four rows by four columns: sixteen sums for eight loads.
    for (; j + 4 <= columns; j += 4) {
      let s00 = 0, s01 = 0, s02 = 0, s03 = 0; // prettier-ignore
      let s10 = 0, s11 = 0, s12 = 0, s13 = 0; // prettier-ignore
      let s20 = 0, s21 = 0, s22 = 0, s23 = 0; // prettier-ignore
      let s30 = 0, s31 = 0, s32 = 0, s33 = 0; // prettier-ignore
      if (start >= 0) {
        const t0 = start + i * startRow + j;
        const t1 = t0 + startRow;
        const t2 = t1 + startRow;
        const t3 = t2 + startRow;
        s00 = m[t0];
        s01 = m[t0 + 1];
        s02 = m[t0 + 2];
        s03 = m[t0 + 3]; // prettier-ignore
        s10 = m[t1];
        s11 = m[t1 + 1];
        s12 = m[t1 + 2];
        s13 = m[t1 + 3]; // prettier-ignore
        s20 = m[t2];
        s21 = m[t2 + 1];
        s22 = m[t2 + 2];
        s23 = m[t2 + 3]; // prettier-ignore
        s30 = m[t3];
        s31 = m[t3 + 1];
        s32 = m[t3 + 2];
        s33 = m[t3 + 3]; // prettier-ignore
      }
      let p0 = a + i * aRow;
      let p1 = p0 + aRow;
      let p2 = p1 + aRow;
      let p3 = p2 + aRow;
      let q = b + j * bColumn;
      for (let k = 0; k < inner; k++) {
        const b0 = m[q];
        const b1 = m[q + bColumn];
        const b2 = m[q + 2 * bColumn];
        const b3 = m[q + 3 * bColumn];
        let x = m[p0];
        s00 += x * b0;
        s01 += x * b1;
        s02 += x * b2;
        s03 += x * b3; // prettier-ignore
        x = m[p1];
        s10 += x * b0;
        s11 += x * b1;
        s12 += x * b2;
        s13 += x * b3; // prettier-ignore
        x = m[p2];
        s20 += x * b0;
        s21 += x * b1;
        s22 += x * b2;
        s23 += x * b3; // prettier-ignore
        x = m[p3];
        s30 += x * b0;
        s31 += x * b1;
        s32 += x * b2;
        s33 += x * b3; // prettier-ignore
        p0 += aColumn;
        p1 += aColumn;
        p2 += aColumn;
        p3 += aColumn;
        q += bRow;
      }
      let o = out + i * columns + j;
      m[o] = s00;
      m[o + 1] = s01;
      m[o + 2] = s02;
      m[o + 3] = s03; // prettier-ignore
      o += columns;
      m[o] = s10;
      m[o + 1] = s11;
      m[o + 2] = s12;
      m[o + 3] = s13; // prettier-ignore
      o += columns;
      m[o] = s20;
      m[o + 1] = s21;
      m[o + 2] = s22;
      m[o + 3] = s23; // prettier-ignore
      o += columns;
      m[o] = s30;
      m[o + 1] = s31;
      m[o + 2] = s32;
      m[o + 3] = s33; // prettier-ignore
    }
    // The columns that are left: four rows, one column.
    for (; j < columns; j++) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0; // prettier-ignore
      if (start >= 0) {
        const t = start + i * startRow + j;
        s0 = m[t];
        s1 = m[t + startRow];
        s2 = m[t + 2 * startRow];
        s3 = m[t + 3 * startRow]; // prettier-ignore
      }
      let p = a + i * aRow;
      let q = b + j * bColumn;
      for (let k = 0; k < inner; k++) {
        const y = m[q];
        s0 += m[p] * y;
        s1 += m[p + aRow] * y;
        s2 += m[p + 2 * aRow] * y;
        s3 += m[p + 3 * aRow] * y;
        p += aColumn;
        q += bRow;
      }
      const o = out + i * columns + j;
      m[o] = s0;
      m[o + columns] = s1;
      m[o + 2 * columns] = s2;
      m[o + 3 * columns] = s3; // prettier-ignore
    }
  }
  // The rows that are left: one row, four columns, then one by one.
  for (; i < rows; i++) {
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0; // prettier-ignore
      if (start >= 0) {
        const t = start + i * startRow + j;
        s0 = m[t];
        s1 = m[t + 1];
        s2 = m[t + 2];
        s3 = m[t + 3]; // prettier-ignore
      }
      let p = a + i * aRow;
      let q = b + j * bColumn;
      for (let k = 0; k < inner; k++) {
        const x = m[p];
        s0 += x * m[q];
        s1 += x * m[q + bColumn];
        s2 += x * m[q + 2 * bColumn];
        s3 += x * m[q + 3 * bColumn];
        p += aColumn;
        q += bRow;
      }
      const o = out + i * columns + j;
      m[o] = s0;
      m[o + 1] = s1;
      m[o + 2] = s2;
      m[o + 3] = s3; // prettier-ignore
    }
    for (; j < columns; j++) {
      let sum = start >= 0 ? m[start + i * startRow + j] : 0;
      let p = a + i * aRow;
      let q = b + j * bColumn;
      for (let k = 0; k < inner; k++) {
        sum += m[p] * m[q];
        p += aColumn;
        q += bRow;
      }
      m[out + i * columns + j] = sum;
    }
  }
}
