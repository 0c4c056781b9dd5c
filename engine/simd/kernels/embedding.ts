// Rows of a table looked up by number, as in engine/kernels/embedding.ts.
import { fill } from './elementwise.ts';
import { put, VECTOR } from './parts/vector.ts';

/** Tells the page that an id is not in the table, which throws there. */
@external('env', 'badId')
declare function badId(id: f64, position: i32, vocabulary: i32): void;

/** y[i] = table[ids[i]] */
export function embeddingForward(n: i32, vocabulary: i32, width: i32, ids: usize, table: usize, y: usize): void {
  const row: usize = width << 2;
  for (let i = 0; i < n; i++, y += row) {
    const id = load<f32>(ids + (i << 2));
    if (!(id >= 0 && id < <f32>vocabulary && id == floor(id))) badId(id, i, vocabulary);
    for (let left = width, p = table + <usize>id * row, q = y; left > 0; left -= 4, p += VECTOR, q += VECTOR)
      put(q, v128.load(p), left);
  }
}

/** dtable[v] = Σ dy[i] over all i with ids[i] = v, added to what is there when `keep` is 1. */
export function embeddingBackward(
  n: i32, vocabulary: i32, width: i32, ids: usize, dy: usize, dtable: usize, keep: i32,
): void {
  if (!keep) fill(vocabulary * width, dtable, 0);
  const row: usize = width << 2;
  for (; n > 0; n--, ids += 4, dy += row) {
    const to = dtable + <usize>load<f32>(ids) * row;
    for (let left = width, p = dy, q = to; left > 0; left -= 4, p += VECTOR, q += VECTOR)
      put(q, f32x4.add(v128.load(q), v128.load(p)), left);
  }
}
