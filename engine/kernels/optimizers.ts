/**
 * One update of n parameters p by their gradients g, in place; v and s are the running averages that an optimiser
 * keeps, as long as p. Formulas as in PyTorch, which states where it differs from the papers. Then what may come before an
 * update, clipping, and after it, a threshold.
 */
import type { Memory } from './memory.ts';

/** p −= rate · g */
export function sgd(m: Memory, n: number, p: number, g: number, rate: number): void {
  for (let i = 0; i < n; i++) m[p + i] -= rate * m[g + i];
}

/** v = decay · v + g; p −= rate · v, or rate · (g + decay · v) with Nesterov's look ahead (Sutskever et al. 2013). */
export function momentum(
  m: Memory,
  n: number,
  p: number,
  g: number,
  v: number,
  rate: number,
  decay: number,
  nesterov: number,
): void {
  for (let i = 0; i < n; i++) {
    const gradient = m[g + i];
    const velocity = decay * m[v + i] + gradient;
    m[v + i] = velocity;
    m[p + i] -= rate * (nesterov === 0 ? velocity : gradient + decay * velocity);
  }
}

/** s = decay · s + (1 − decay) · g²; p −= rate · g / (√s + epsilon) (Tieleman & Hinton 2012). */
export function rmsprop(
  m: Memory,
  n: number,
  p: number,
  g: number,
  s: number,
  rate: number,
  decay: number,
  epsilon: number,
): void {
  for (let i = 0; i < n; i++) {
    const gradient = m[g + i];
    const square = decay * m[s + i] + (1 - decay) * gradient * gradient;
    m[s + i] = square;
    m[p + i] -= (rate * gradient) / (Math.sqrt(square) + epsilon);
  }
}

/**
 * v = β₁ v + (1 − β₁) g; s = β₂ s + (1 − β₂) g²; p −= rate · v̂ / (√ŝ + epsilon), with v̂ = v / correction1 and
 * ŝ = s / correction2, where correctionᵢ = 1 − βᵢᵗ at step t (Kingma & Ba 2015).
 */
export function adam(
  m: Memory,
  n: number,
  p: number,
  g: number,
  v: number,
  s: number,
  rate: number,
  beta1: number,
  beta2: number,
  epsilon: number,
  correction1: number,
  correction2: number,
): void {
  const size = rate / correction1;
  const root = 1 / Math.sqrt(correction2);
  for (let i = 0; i < n; i++) {
    const gradient = m[g + i];
    const velocity = beta1 * m[v + i] + (1 - beta1) * gradient;
    const square = beta2 * m[s + i] + (1 - beta2) * gradient * gradient;
    m[v + i] = velocity;
    m[s + i] = square;
    m[p + i] -= (size * velocity) / (Math.sqrt(square) * root + epsilon);
  }
}

/** Scales n gradients as one vector down to the length `limit`, if they are longer (Pascanu et al. 2013). */
export function clipNorm(m: Memory, n: number, g: number, limit: number): void {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += m[g + i] * m[g + i];
  const factor = limit / (Math.sqrt(sum) + 1e-6); // PyTorch's guard against a division by 0
  if (factor < 1) for (let i = 0; i < n; i++) m[g + i] *= factor;
}

/** Brings each of n gradients into −limit…limit; NaN stays. */
export function clipValue(m: Memory, n: number, g: number, limit: number): void {
  for (let i = 0; i < n; i++) if (Math.abs(m[g + i]) > limit) m[g + i] = m[g + i] < 0 ? -limit : limit;
}

/** Draws each of n parameters towards 0 by `threshold`, and no further: the proximal step of threshold · Σ |p|. */
export function softThreshold(m: Memory, n: number, p: number, threshold: number): void {
  for (let i = 0; i < n; i++) {
    const value = m[p + i];
    m[p + i] = Math.abs(value) <= threshold ? 0 : value < 0 ? value + threshold : value - threshold;
  }
}
