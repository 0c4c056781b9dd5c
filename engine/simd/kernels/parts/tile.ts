// The heart of the matrix product: a tile of up to 6 rows × 8 columns of the result, held in registers while the sum
// over k runs. The simple form of what it computes is
//
//   for (let i = 0; i < rows; i++)
//     for (let j = 0; j < width; j++) {
//       let sum = start ? start[i * startRow + j] : 0;
//       for (let k = 0; k < inner; k++) sum += a[i * aRow + k * aStep] * b[k * bStep + j];
//       out[i * outRow + j] = sum;
//     }
//
// What makes it fast, idea by idea:
// 1. Four columns are one vector; the number of A is loaded as four copies of itself.
// 2. Each loaded number serves many products: 6 × 8 sums (12 registers) want only 6 + 2 loads a step, so the
//    multiplier, not the memory, sets the pace. Twelve sums, two vectors of B and one number of A are the 15 registers
//    that a browser has to give. Without fused multiply-adds each product needs one more, so there a full tile has 5
//    rows: with 6, one sum moves to the stack and back at every step, which halves the speed.
// 3. Tiles with fewer rows and columns are the same text with constant `rows` and `vectors`, from which the compiler
//    folds the conditions away, so that none is left in the loop.
// 4. Where neighbouring rows of A lie next to each other in memory (the weight gradient's xᵀ) one pointer does for all
//    rows. Elsewhere each row has its own. In neither case is A copied.
//
// All strides are in bytes. The sum of each element runs in the order of k, so no size of tile changes a bit of it.
import { madd, put, splatAt, zero } from './vector.ts';

/** Rows of a full tile. */
export const FULL: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;

/** Writes one row of a tile that is `width` columns wide. */
@inline
function finish(vectors: i32, out: usize, left: v128, right: v128, width: i32): void {
  if (vectors > 1) {
    v128.store(out, left);
    put(out + 16, right, width - 4);
  } else put(out, left, width);
}

@inline
function tile(
  rows: i32, vectors: i32, adjacent: bool, width: i32, inner: i32,
  a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, start: usize, startRow: usize, out: usize, outRow: usize,
): void {
  // the sums of row i: l for the left four columns, r for the right four
  let l0 = zero(), l1 = zero(), l2 = zero(), l3 = zero(), l4 = zero(), l5 = zero();
  let r0 = zero(), r1 = zero(), r2 = zero(), r3 = zero(), r4 = zero(), r5 = zero();
  let s = start;
  if (start) {
    l0 = v128.load(s);
    if (vectors > 1) r0 = v128.load(s, 16);
    if (rows > 1) { s += startRow; l1 = v128.load(s); if (vectors > 1) r1 = v128.load(s, 16); }
    if (rows > 2) { s += startRow; l2 = v128.load(s); if (vectors > 1) r2 = v128.load(s, 16); }
    if (rows > 3) { s += startRow; l3 = v128.load(s); if (vectors > 1) r3 = v128.load(s, 16); }
    if (rows > 4) { s += startRow; l4 = v128.load(s); if (vectors > 1) r4 = v128.load(s, 16); }
    if (rows > 5) { s += startRow; l5 = v128.load(s); if (vectors > 1) r5 = v128.load(s, 16); }
  }
  // the row i of A: either at a + 4 i, or through a pointer of its own
  let a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow;
  for (let k = inner; k > 0; k--) {
    const bl = v128.load(b);
    const br = vectors > 1 ? v128.load(b, 16) : bl;
    const x0 = splatAt(a);
    l0 = madd(x0, bl, l0);
    if (vectors > 1) r0 = madd(x0, br, r0);
    if (rows > 1) {
      const x = adjacent ? v128.load32_splat(a, 4) : splatAt(a1);
      l1 = madd(x, bl, l1);
      if (vectors > 1) r1 = madd(x, br, r1);
    }
    if (rows > 2) {
      const x = adjacent ? v128.load32_splat(a, 8) : splatAt(a2);
      l2 = madd(x, bl, l2);
      if (vectors > 1) r2 = madd(x, br, r2);
    }
    if (rows > 3) {
      const x = adjacent ? v128.load32_splat(a, 12) : splatAt(a3);
      l3 = madd(x, bl, l3);
      if (vectors > 1) r3 = madd(x, br, r3);
    }
    if (rows > 4) {
      const x = adjacent ? v128.load32_splat(a, 16) : splatAt(a4);
      l4 = madd(x, bl, l4);
      if (vectors > 1) r4 = madd(x, br, r4);
    }
    if (rows > 5) {
      const x = adjacent ? v128.load32_splat(a, 20) : splatAt(a5);
      l5 = madd(x, bl, l5);
      if (vectors > 1) r5 = madd(x, br, r5);
    }
    a += aStep;
    if (!adjacent) {
      if (rows > 1) a1 += aStep;
      if (rows > 2) a2 += aStep;
      if (rows > 3) a3 += aStep;
      if (rows > 4) a4 += aStep;
      if (rows > 5) a5 += aStep;
    }
    b += bStep;
  }
  finish(vectors, out, l0, r0, width);
  if (rows > 1) finish(vectors, (out += outRow), l1, r1, width);
  if (rows > 2) finish(vectors, (out += outRow), l2, r2, width);
  if (rows > 3) finish(vectors, (out += outRow), l3, r3, width);
  if (rows > 4) finish(vectors, (out += outRow), l4, r4, width);
  if (rows > 5) finish(vectors, (out += outRow), l5, r5, width);
}

/** All rows of one panel of `width` ≤ 4 · vectors columns: full tiles, then one of the rows that are left. */
@inline
function panel(
  vectors: i32, adjacent: bool, width: i32, rows: i32, inner: i32,
  a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, start: usize, startRow: usize, out: usize, outRow: usize,
): void {
  const aTile = <usize>FULL * aRow, startTile = <usize>FULL * startRow, outTile = <usize>FULL * outRow;
  for (; rows >= FULL; rows -= FULL) {
    tile(FULL, vectors, adjacent, width, inner, a, aRow, aStep, b, bStep, start, startRow, out, outRow);
    a += aTile;
    out += outTile;
    if (start) start += startTile;
  }
  switch (rows) {
    case 5: {
      if (FULL > 5) tile(5, vectors, adjacent, width, inner, a, aRow, aStep, b, bStep, start, startRow, out, outRow);
      break;
    }
    case 4: {
      tile(4, vectors, adjacent, width, inner, a, aRow, aStep, b, bStep, start, startRow, out, outRow);
      break;
    }
    case 3: {
      tile(3, vectors, adjacent, width, inner, a, aRow, aStep, b, bStep, start, startRow, out, outRow);
      break;
    }
    case 2: {
      tile(2, vectors, adjacent, width, inner, a, aRow, aStep, b, bStep, start, startRow, out, outRow);
      break;
    }
    case 1: {
      tile(1, vectors, adjacent, width, inner, a, aRow, aStep, b, bStep, start, startRow, out, outRow);
      break;
    }
  }
}

// The three panels there are, each a function of its own, so that each gets its registers for itself.
export function widePanel(
  width: i32, rows: i32, inner: i32,
  a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, start: usize, startRow: usize, out: usize, outRow: usize,
): void {
  panel(2, false, width, rows, inner, a, aRow, aStep, b, bStep, start, startRow, out, outRow);
}
export function widePanelAdjacent(
  width: i32, rows: i32, inner: i32,
  a: usize, aStep: usize, b: usize, bStep: usize, start: usize, startRow: usize, out: usize, outRow: usize,
): void {
  panel(2, true, width, rows, inner, a, 4, aStep, b, bStep, start, startRow, out, outRow);
}
export function narrowPanel(
  width: i32, rows: i32, inner: i32,
  a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, start: usize, startRow: usize, out: usize, outRow: usize,
): void {
  panel(1, false, width, rows, inner, a, aRow, aStep, b, bStep, start, startRow, out, outRow);
}
