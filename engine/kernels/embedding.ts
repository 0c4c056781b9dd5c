/**
 * Rows of a table looked up by number, and the way back: each row of the table gathers the gradients of the places that
 * looked it up. It knows nothing of words or characters.
 */
import type { Memory } from './memory.ts';

/**
 * y[i] = table[ids[i]]: ids [n], table [vocabulary, width], y [n, width].
 * @throws RangeError when an id is not a whole number from 0 to vocabulary − 1.
 */
export function embeddingForward(
  m: Memory,
  n: number,
  vocabulary: number,
  width: number,
  ids: number,
  table: number,
  y: number,
): void {
  for (let i = 0; i < n; i++, y += width) {
    const id = m[ids + i];
    if (!(id >= 0 && id < vocabulary && id === Math.floor(id)))
      throw new RangeError(`embedding: id ${id} at position ${i} is not a whole number from 0 to ${vocabulary - 1}`);
    const row = table + id * width;
    for (let j = 0; j < width; j++) m[y + j] = m[row + j];
  }
}

/** dtable[v] = Σ dy[i] over all i with ids[i] = v, added to what is there when `keep` is 1. */
export function embeddingBackward(
  m: Memory,
  n: number,
  vocabulary: number,
  width: number,
  ids: number,
  dy: number,
  dtable: number,
  keep: number,
): void {
  if (keep === 0) m.fill(0, dtable, dtable + vocabulary * width);
  for (let i = 0; i < n; i++, dy += width) {
    const row = dtable + m[ids + i] * width;
    for (let j = 0; j < width; j++) m[row + j] += m[dy + j];
  }
}
