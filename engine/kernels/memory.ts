/**
 * The one array that a plan lives in. Kernels see nothing but this memory, offsets into it and sizes, all counted in
 * elements; they know no shapes, names or graphs. Arithmetic is done in double precision and rounded when stored, so
 * the dtype of the memory alone decides the precision of a run. Storing rounds as Math.fround does, by the language's own
 * rule, so no kernel has to ask for it.
 */
export type Memory = Float32Array | Float64Array;

/** How numbers are stored: `float32` in figures and models, `float64` in gradient checks and exact landscapes. */
export type Dtype = 'float32' | 'float64';

/** What a gradient holds before a share is added to it: nothing when `keep` is 0, whatever the memory says. */
export const held = (m: Memory, at: number, keep: number): number => (keep === 0 ? 0 : m[at]);

/** A zeroed memory of `size` elements. */
export const allocate = (dtype: Dtype, size: number): Memory =>
  dtype === 'float32' ? new Float32Array(size) : new Float64Array(size);

/**
 * Whether none of the numbers is ±∞ or NaN: then their sum is finite, which in double precision no number of float32 can
 * pass. Four sums at a time, for one would wait for itself; for one kind of array only, because a loop that has seen
 * several is several times slower.
 */
export function allFinite(m: Float32Array): boolean {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const end = m.length - 3;
  let i = 0;
  for (; i < end; i += 4) {
    a += m[i];
    b += m[i + 1];
    c += m[i + 2];
    d += m[i + 3];
  }
  for (; i < m.length; i++) a += m[i];
  return Number.isFinite(a + b + c + d);
}
