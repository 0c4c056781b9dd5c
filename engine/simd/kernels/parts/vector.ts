// Four float32 lanes at a time: loads, exact ends, sums over lanes. It knows no kernel.
//
// The rule for ends, which every kernel keeps: nothing changes outside an array, not even in its padding, because an
// array may be a view into the middle of another. Reading up to 31 bytes past an end is allowed – the memory has that
// much slack behind its last array – but what was read there is masked away before it can reach a result.

/** Bytes of four numbers. */
export const VECTOR = 16;

/** a · b + c. The relaxed build lets the machine fuse it into one instruction with one rounding. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

@inline
export function zero(): v128 {
  return f32x4.splat(0);
}

/** Four copies of a number that was computed in double precision. */
@inline
export function splat(value: f64): v128 {
  return f32x4.splat(<f32>value);
}

/** Four copies of the number at p. */
@inline
export function splatAt(p: usize): v128 {
  return v128.load32_splat(p);
}

// Four set words, then four clear ones: a window into them that starts 4 − n words in has its first n lanes set.
const WINDOW = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0, 0]);

/** A mask of the first n lanes, 0 ≤ n; four or more set them all. */
@inline
export function first(n: i32): v128 {
  return v128.load(WINDOW + ((4 - min(n, 4)) << 2));
}

/** The first n lanes at p, and 0 in the others. */
@inline
export function loadPart(p: usize, n: i32): v128 {
  return v128.and(v128.load(p), first(n));
}

/**
 * Writes v where n numbers are still to be written: all four lanes, or the first n of them. Behind an end it writes
 * what is there already.
 */
@inline
export function put(p: usize, v: v128, n: i32): void {
  v128.store(p, n < 4 ? v128.bitselect(v, v128.load(p), first(n)) : v);
}

/** The mask that `held` takes: all lanes for `keep` 1, none for 0. */
@inline
export function keeping(keep: i32): v128 {
  return i32x4.splat(-keep);
}

/** What a gradient holds before a share is added to it: what is at p, or 0 where it is to be overwritten. */
@inline
export function held(p: usize, mask: v128): v128 {
  return v128.and(v128.load(p), mask);
}

/** The sum of the four lanes. */
@inline
export function laneSum(v: v128): f32 {
  v = f32x4.add(v, i32x4.shuffle(v, v, 2, 3, 0, 1));
  v = f32x4.add(v, i32x4.shuffle(v, v, 1, 0, 3, 2));
  return f32x4.extract_lane(v, 0);
}

/**
 * The sum of n numbers at x. Four running vectors: one addition would wait for the one before it, and a sum of many
 * numbers in one float32 loses digits.
 */
export function sum(n: i32, x: usize): f32 {
  let a = zero(), b = zero(), c = zero(), d = zero();
  for (; n >= 16; n -= 16, x += 64) {
    a = f32x4.add(a, v128.load(x));
    b = f32x4.add(b, v128.load(x, 16));
    c = f32x4.add(c, v128.load(x, 32));
    d = f32x4.add(d, v128.load(x, 48));
  }
  for (; n > 0; n -= 4, x += VECTOR) a = f32x4.add(a, loadPart(x, n));
  return laneSum(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
}

/** The sum of products of n numbers at x and at y. */
export function dot(n: i32, x: usize, y: usize): f32 {
  let a = zero(), b = zero();
  for (; n >= 8; n -= 8, x += 32, y += 32) {
    a = madd(v128.load(x), v128.load(y), a);
    b = madd(v128.load(x, 16), v128.load(y, 16), b);
  }
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) a = madd(loadPart(x, n), loadPart(y, n), a);
  return laneSum(f32x4.add(a, b));
}

/** The largest of n ≥ 1 numbers at x. It passes over NaN, or returns it. */
export function largest(n: i32, x: usize): f32 {
  let top = splatAt(x);
  for (; n >= 4; n -= 4, x += VECTOR) top = f32x4.pmax(top, v128.load(x));
  if (n > 0) top = f32x4.pmax(top, v128.bitselect(v128.load(x), top, first(n)));
  top = f32x4.pmax(top, i32x4.shuffle(top, top, 2, 3, 0, 1));
  top = f32x4.pmax(top, i32x4.shuffle(top, top, 1, 0, 3, 2));
  return f32x4.extract_lane(top, 0);
}
