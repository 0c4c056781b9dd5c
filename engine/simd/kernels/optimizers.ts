// One update of n parameters p by their gradients g, as in engine/kernels/optimizers.ts. What does not change from
// number to number – 1 − β above all, which float32 would spoil – is computed in double precision before the loop.
import { madd, put, splat, VECTOR } from './parts/vector.ts';

/** p −= rate · g */
export function sgd(n: i32, p: usize, g: usize, rate: f64): void {
  const step = splat(-rate);
  for (; n > 0; n -= 4, p += VECTOR, g += VECTOR) put(p, madd(step, v128.load(g), v128.load(p)), n);
}

/** v = decay · v + g; p −= rate · v, or rate · (g + decay · v) with Nesterov's look ahead. */
export function momentum(n: i32, p: usize, g: usize, v: usize, rate: f64, decay: f64, nesterov: f64): void {
  const step = splat(-rate), kept = splat(decay);
  for (; n > 0; n -= 4, p += VECTOR, g += VECTOR, v += VECTOR) {
    const gradient = v128.load(g), velocity = madd(kept, v128.load(v), gradient);
    const way = nesterov == 0 ? velocity : madd(kept, velocity, gradient);
    put(v, velocity, n);
    put(p, madd(step, way, v128.load(p)), n);
  }
}

/** s = decay · s + (1 − decay) · g²; p −= rate · g / (√s + epsilon). */
export function rmsprop(n: i32, p: usize, g: usize, s: usize, rate: f64, decay: f64, epsilon: f64): void {
  const step = splat(rate), kept = splat(decay), fresh = splat(1 - decay), small = splat(epsilon);
  for (; n > 0; n -= 4, p += VECTOR, g += VECTOR, s += VECTOR) {
    const gradient = v128.load(g);
    const square = madd(f32x4.mul(fresh, gradient), gradient, f32x4.mul(kept, v128.load(s)));
    put(s, square, n);
    put(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(step, gradient), f32x4.add(f32x4.sqrt(square), small))), n);
  }
}

/** v = β₁ v + (1 − β₁) g; s = β₂ s + (1 − β₂) g²; p −= rate · v̂ / (√ŝ + epsilon). */
export function adam(
  n: i32, p: usize, g: usize, v: usize, s: usize,
  rate: f64, beta1: f64, beta2: f64, epsilon: f64, correction1: f64, correction2: f64,
): void {
  const step = splat(rate / correction1), root = splat(1 / Math.sqrt(correction2)), small = splat(epsilon);
  const kept1 = splat(beta1), fresh1 = splat(1 - beta1), kept2 = splat(beta2), fresh2 = splat(1 - beta2);
  for (; n > 0; n -= 4, p += VECTOR, g += VECTOR, v += VECTOR, s += VECTOR) {
    const gradient = v128.load(g);
    const velocity = madd(kept1, v128.load(v), f32x4.mul(fresh1, gradient));
    const square = madd(f32x4.mul(fresh2, gradient), gradient, f32x4.mul(kept2, v128.load(s)));
    put(v, velocity, n);
    put(s, square, n);
    put(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(step, velocity), madd(f32x4.sqrt(square), root, small))), n);
  }
}
