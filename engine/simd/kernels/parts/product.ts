// The matrix product with free strides in bytes, cut into panels of 8 columns. Other kernels (attention, recurrent
// nets) call it, too. It knows nothing of shapes beyond its three sizes.
import { narrowPanel, widePanel, widePanelAdjacent } from './tile.ts';

/** The most steps of k that a packed panel of B holds; longer sums go on from what the result holds. */
const DEPTH: i32 = 512;
const PANEL = memory.data(DEPTH * 32, 16);

/** Rows of B this many bytes apart fall on the same few lines of the cache … */
const FAR: usize = 1024;
/** … which does not matter when only a few tiles read them. */
const FEW: i32 = 24;

/** Copies `inner` × `width` numbers of B side by side: 32 bytes for each k, the columns past `width` are 0. */
function pack(width: i32, inner: i32, b: usize, bRow: usize, bColumn: usize): void {
  let to = PANEL;
  let k = inner;
  if (width == 8 && bColumn == 4) {
    for (; k > 0; k--, b += bRow, to += 32) {
      v128.store(to, v128.load(b));
      v128.store(to, v128.load(b, 16), 16);
    }
    return;
  }
  // B transposed: a vector along k from each of four columns, turned four by four in registers
  if (width == 8 && bRow == 4)
    for (; k >= 4; k -= 4, b += 16, to += 128)
      for (let side: usize = 0; side < 2; side++) {
        const q = b + 4 * side * bColumn, o = to + 16 * side;
        const c0 = v128.load(q), c1 = v128.load(q + bColumn);
        const c2 = v128.load(q + 2 * bColumn), c3 = v128.load(q + 3 * bColumn);
        const low01 = i32x4.shuffle(c0, c1, 0, 4, 1, 5), high01 = i32x4.shuffle(c0, c1, 2, 6, 3, 7);
        const low23 = i32x4.shuffle(c2, c3, 0, 4, 1, 5), high23 = i32x4.shuffle(c2, c3, 2, 6, 3, 7);
        v128.store(o, i64x2.shuffle(low01, low23, 0, 2));
        v128.store(o, i64x2.shuffle(low01, low23, 1, 3), 32);
        v128.store(o, i64x2.shuffle(high01, high23, 0, 2), 64);
        v128.store(o, i64x2.shuffle(high01, high23, 1, 3), 96);
      }
  for (; k > 0; k--, b += bRow, to += 32)
    for (let j = 0, q = b; j < 8; j++, q += bColumn) store<f32>(to + (j << 2), j < width ? load<f32>(q) : 0);
}

/**
 * out[i, j] = start[i, j] + Σₖ a[i, k] · b[k, j], with `start` 0 for sums that begin with 0. A is never copied. B is
 * copied, one panel at a time, only where its columns are not side by side, or its rows lie far apart and are read
 * often: each panel then is one short stretch of memory.
 */
export function product(
  rows: i32, columns: i32, inner: i32,
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bColumn: usize,
  start: usize, startRow: usize, out: usize, outRow: usize,
): void {
  const packed = bColumn != 4 || (bRow >= FAR && rows > FEW);
  const depth = packed ? DEPTH : inner;
  for (let j = 0; j < columns; j += 8, b += 8 * bColumn, out += 32) {
    const width = min(columns - j, 8);
    let from = start ? start + (<usize>j << 2) : 0, fromRow = startRow;
    let ak = a, bk = b, left = inner;
    do {
      const steps = min(left, depth);
      let panel = bk, step = bRow;
      if (packed) {
        pack(width, steps, bk, bRow, bColumn);
        panel = PANEL;
        step = 32;
      }
      if (width <= 4) narrowPanel(width, rows, steps, ak, aRow, aColumn, panel, step, from, fromRow, out, outRow);
      else if (aRow == 4) widePanelAdjacent(width, rows, steps, ak, aColumn, panel, step, from, fromRow, out, outRow);
      else widePanel(width, rows, steps, ak, aRow, aColumn, panel, step, from, fromRow, out, outRow);
      ak += <usize>steps * aColumn;
      bk += <usize>steps * bRow;
      left -= steps;
      from = out;
      fromRow = outRow;
    } while (left > 0);
  }
}
