/**
 * One update of n parameters p by their gradients g, in place; v and s are the running averages that an optimiser
 * keeps, as long as p. Formulas as in PyTorch, which states where it differs from the papers.
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
