// The activations as in engine/kernels/activations.ts: y = f(x), and dx = dy · f′, added to dx when `keep` is 1. Every
// loop is the simple one with four numbers for one; `put` ends it exactly, and places may be the same (in place).
import { exp, half, normal, one, sigmoid, tanh } from './parts/maths.ts';
import { held, keeping, madd, put, splat, VECTOR, zero } from './parts/vector.ts';

export function sigmoidForward(n: i32, x: usize, y: usize): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) put(y, sigmoid(v128.load(x)), n);
}
export function sigmoidBackward(n: i32, y: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep);
  for (; n > 0; n -= 4, y += VECTOR, dy += VECTOR, dx += VECTOR) {
    const s = v128.load(y);
    put(dx, madd(f32x4.mul(v128.load(dy), s), f32x4.sub(one(), s), held(dx, mask)), n);
  }
}

export function tanhForward(n: i32, x: usize, y: usize): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) put(y, tanh(v128.load(x)), n);
}
export function tanhBackward(n: i32, y: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep);
  for (; n > 0; n -= 4, y += VECTOR, dy += VECTOR, dx += VECTOR) {
    const t = v128.load(y);
    put(dx, madd(v128.load(dy), f32x4.sub(one(), f32x4.mul(t, t)), held(dx, mask)), n);
  }
}

export function reluForward(n: i32, x: usize, y: usize): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) put(y, f32x4.max(v128.load(x), zero()), n);
}
export function reluBackward(n: i32, y: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep);
  for (; n > 0; n -= 4, y += VECTOR, dy += VECTOR, dx += VECTOR)
    put(dx, f32x4.add(held(dx, mask), v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero()))), n);
}

export function leakyReluForward(n: i32, x: usize, y: usize, leak: f64): void {
  const slope = splat(leak);
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) {
    const v = v128.load(x);
    put(y, v128.bitselect(v, f32x4.mul(slope, v), f32x4.gt(v, zero())), n);
  }
}
export function leakyReluBackward(n: i32, x: usize, dy: usize, dx: usize, leak: f64, keep: i32): void {
  const slope = splat(leak), mask = keeping(keep);
  for (; n > 0; n -= 4, x += VECTOR, dy += VECTOR, dx += VECTOR) {
    const factor = v128.bitselect(one(), slope, f32x4.gt(v128.load(x), zero()));
    put(dx, madd(v128.load(dy), factor, held(dx, mask)), n);
  }
}

export function siluForward(n: i32, x: usize, y: usize): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) {
    const v = v128.load(x);
    put(y, f32x4.mul(v, sigmoid(v)), n);
  }
}
/** The slope is s (1 + x (1 − s)) with s = sigmoid(x). */
export function siluBackward(n: i32, x: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep);
  for (; n > 0; n -= 4, x += VECTOR, dy += VECTOR, dx += VECTOR) {
    const v = v128.load(x), s = sigmoid(v);
    const slope = f32x4.mul(s, madd(v, f32x4.sub(one(), s), one()));
    put(dx, madd(v128.load(dy), slope, held(dx, mask)), n);
  }
}

const ONE_OVER_ROOT_TWO_PI: f64 = 0.3989422804014327;

export function geluForward(n: i32, x: usize, y: usize): void {
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) {
    const v = v128.load(x);
    put(y, f32x4.mul(v, normal(v)), n);
  }
}
/** The slope is Φ(x) + x φ(x). */
export function geluBackward(n: i32, x: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep), height = splat(ONE_OVER_ROOT_TWO_PI);
  for (; n > 0; n -= 4, x += VECTOR, dy += VECTOR, dx += VECTOR) {
    const v = v128.load(x);
    const density = f32x4.mul(height, exp(f32x4.neg(f32x4.mul(half(), f32x4.mul(v, v)))));
    put(dx, madd(v128.load(dy), madd(v, density, normal(v)), held(dx, mask)), n);
  }
}

const ROOT_TWO_OVER_PI: f64 = 0.7978845608028654;
const GELU_CUBIC: f64 = 0.044715;

/** ½ x (1 + t) with t = tanh(√(2/π) (x + 0.044715 x³)). */
export function geluTanhForward(n: i32, x: usize, y: usize): void {
  const rate = splat(ROOT_TWO_OVER_PI), cubic = splat(ROOT_TWO_OVER_PI * GELU_CUBIC);
  for (; n > 0; n -= 4, x += VECTOR, y += VECTOR) {
    const v = v128.load(x);
    const t = tanh(f32x4.mul(v, madd(cubic, f32x4.mul(v, v), rate)));
    const h = f32x4.mul(half(), v);
    put(y, madd(h, t, h), n);
  }
}
/** The slope is ½ (1 + t) + ½ x (1 − t²) √(2/π) (1 + 3 · 0.044715 x²). */
export function geluTanhBackward(n: i32, x: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep), rate = splat(ROOT_TWO_OVER_PI), cubic = splat(ROOT_TWO_OVER_PI * GELU_CUBIC);
  const cubicSlope = splat(ROOT_TWO_OVER_PI * GELU_CUBIC * 3);
  for (; n > 0; n -= 4, x += VECTOR, dy += VECTOR, dx += VECTOR) {
    const v = v128.load(x), square = f32x4.mul(v, v);
    const t = tanh(f32x4.mul(v, madd(cubic, square, rate)));
    const inner = f32x4.mul(f32x4.mul(v, f32x4.sub(one(), f32x4.mul(t, t))), madd(cubicSlope, square, rate));
    const slope = f32x4.mul(half(), f32x4.add(f32x4.add(one(), t), inner));
    put(dx, madd(v128.load(dy), slope, held(dx, mask)), n);
  }
}
