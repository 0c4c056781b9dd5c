// Arithmetic on arrays of equal length, as in engine/kernels/elementwise.ts. Every loop is the simple one with four
// numbers for one; `put` ends it exactly, so arrays may begin and end anywhere, and may be the same array.
import { exp, log } from './parts/maths.ts';
import { held, keeping, madd, put, splat, VECTOR } from './parts/vector.ts';

export function fill(n: i32, x: usize, value: f64): void {
  const v = splat(value);
  for (; n > 0; n -= 4, x += VECTOR) put(x, v, n);
}

export function add(n: i32, a: usize, b: usize, y: usize): void {
  for (; n > 0; n -= 4, a += VECTOR, b += VECTOR, y += VECTOR) put(y, f32x4.add(v128.load(a), v128.load(b)), n);
}
export function subtract(n: i32, a: usize, b: usize, y: usize): void {
  for (; n > 0; n -= 4, a += VECTOR, b += VECTOR, y += VECTOR) put(y, f32x4.sub(v128.load(a), v128.load(b)), n);
}
export function multiply(n: i32, a: usize, b: usize, y: usize): void {
  for (; n > 0; n -= 4, a += VECTOR, b += VECTOR, y += VECTOR) put(y, f32x4.mul(v128.load(a), v128.load(b)), n);
}
export function divide(n: i32, a: usize, b: usize, y: usize): void {
  for (; n > 0; n -= 4, a += VECTOR, b += VECTOR, y += VECTOR) put(y, f32x4.div(v128.load(a), v128.load(b)), n);
}
/** y = factor · x */
export function scale(n: i32, x: usize, y: usize, factor: f64): void {
  const f = splat(factor);
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) put(y, f32x4.mul(f, v128.load(x)), n);
}

/** to = factor · from, added to what is there when `keep` is 1. */
export function accumulate(n: i32, from: usize, to: usize, factor: f64, keep: i32): void {
  const f = splat(factor), mask = keeping(keep);
  for (; n > 0; n -= 4, from += VECTOR, to += VECTOR) put(to, madd(f, v128.load(from), held(to, mask)), n);
}
/** to = a · b, added to what is there when `keep` is 1. */
export function accumulateProduct(n: i32, a: usize, b: usize, to: usize, keep: i32): void {
  const mask = keeping(keep);
  for (; n > 0; n -= 4, a += VECTOR, b += VECTOR, to += VECTOR)
    put(to, madd(v128.load(a), v128.load(b), held(to, mask)), n);
}
/** to = a / b, added to what is there when `keep` is 1. */
export function accumulateQuotient(n: i32, a: usize, b: usize, to: usize, keep: i32): void {
  const mask = keeping(keep);
  for (; n > 0; n -= 4, a += VECTOR, b += VECTOR, to += VECTOR)
    put(to, f32x4.add(held(to, mask), f32x4.div(v128.load(a), v128.load(b))), n);
}
/** The gradient of y = a / b by b: db = −dy · y / b, added when `keep` is 1. */
export function divisorBackward(n: i32, b: usize, y: usize, dy: usize, db: usize, keep: i32): void {
  const mask = keeping(keep);
  for (; n > 0; n -= 4, b += VECTOR, y += VECTOR, dy += VECTOR, db += VECTOR)
    put(db, f32x4.sub(held(db, mask), f32x4.div(f32x4.mul(v128.load(dy), v128.load(y)), v128.load(b))), n);
}

export function expForward(n: i32, x: usize, y: usize): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) put(y, exp(v128.load(x)), n);
}
export function logForward(n: i32, x: usize, y: usize): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) put(y, log(v128.load(x)), n);
}
export function absoluteForward(n: i32, x: usize, y: usize): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) put(y, f32x4.abs(v128.load(x)), n);
}
/** The slope of |x| is its sign, 0 at 0. */
export function absoluteBackward(n: i32, x: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep), zero = f32x4.splat(0), sign = i32x4.splat(0x80000000);
  for (; n > 0; n -= 4, x += VECTOR, dy += VECTOR, dx += VECTOR) {
    const v = v128.load(x);
    // dy with its sign turned where x has one, and nothing where x is 0
    const slope = v128.andnot(v128.xor(v128.load(dy), v128.and(v, sign)), f32x4.eq(v, zero));
    put(dx, f32x4.add(held(dx, mask), slope), n);
  }
}
