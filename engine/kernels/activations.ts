/**
 * Each activation as a scalar value and slope, and as a pair of loops over the memory. The forward loop writes
 * y = f(x); the backward loop writes dy · f′ to dx, or adds it when `keep` is 1, reading whichever of x and y gives the slope more cheaply. Ramps with
 * a kink take the slope 0 (or the leak) at the kink itself, as PyTorch does.
 */
import { erf, exp, sigmoid, tanh } from './math.ts';
import { held, type Memory } from './memory.ts';

const ROOT_TWO_OVER_PI = 0.7978845608028654;
const ROOT_HALF = 0.7071067811865476;
const ONE_OVER_ROOT_TWO_PI = 0.3989422804014327;
const GELU_CUBIC = 0.044715; // Hendrycks & Gimpel 2016

export const sigmoidSlope = (x: number): number => {
  const y = sigmoid(x);
  return y * (1 - y);
};
export const tanhSlope = (x: number): number => {
  const y = tanh(x);
  return 1 - y * y;
};
export const relu = (x: number): number => (x > 0 ? x : x !== x ? x : 0);
export const reluSlope = (x: number): number => (x > 0 ? 1 : 0);
export const leakyRelu = (x: number, leak: number): number => (x > 0 ? x : leak * x);
export const leakyReluSlope = (x: number, leak: number): number => (x > 0 ? 1 : leak);
export const step = (x: number): number => (x >= 0 ? 1 : x < 0 ? 0 : NaN);
export const stepSlope = (): number => 0;
export const silu = (x: number): number => x * sigmoid(x);
export const siluSlope = (x: number): number => {
  const y = sigmoid(x);
  return y * (1 + x * (1 - y));
};
/** x Φ(x) with the exact normal distribution function Φ. */
export const gelu = (x: number): number => 0.5 * x * (1 + erf(x * ROOT_HALF));
export const geluSlope = (x: number): number =>
  0.5 * (1 + erf(x * ROOT_HALF)) + x * ONE_OVER_ROOT_TWO_PI * exp(-0.5 * x * x);
/** GELU with Φ replaced by its tanh approximation. */
const geluTanh = (x: number): number => 0.5 * x * (1 + tanh(ROOT_TWO_OVER_PI * (x + GELU_CUBIC * x * x * x)));
const geluTanhSlope = (x: number): number => {
  const t = tanh(ROOT_TWO_OVER_PI * (x + GELU_CUBIC * x * x * x));
  return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * ROOT_TWO_OVER_PI * (1 + 3 * GELU_CUBIC * x * x);
};

export function sigmoidForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = sigmoid(m[x + i]);
}
export function sigmoidBackward(m: Memory, n: number, y: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + m[dy + i] * m[y + i] * (1 - m[y + i]);
}

export function tanhForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = tanh(m[x + i]);
}
export function tanhBackward(m: Memory, n: number, y: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + m[dy + i] * (1 - m[y + i] * m[y + i]);
}

export function reluForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = relu(m[x + i]);
}
export function reluBackward(m: Memory, n: number, y: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + (m[y + i] > 0 ? m[dy + i] : 0);
}

export function leakyReluForward(m: Memory, n: number, x: number, y: number, leak: number): void {
  for (let i = 0; i < n; i++) m[y + i] = leakyRelu(m[x + i], leak);
}
export function leakyReluBackward(
  m: Memory,
  n: number,
  x: number,
  dy: number,
  dx: number,
  leak: number,
  keep: number,
): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + m[dy + i] * leakyReluSlope(m[x + i], leak);
}

export function stepForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = step(m[x + i]);
}

export function siluForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = silu(m[x + i]);
}
export function siluBackward(m: Memory, n: number, x: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + m[dy + i] * siluSlope(m[x + i]);
}

export function geluForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = gelu(m[x + i]);
}
export function geluBackward(m: Memory, n: number, x: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + m[dy + i] * geluSlope(m[x + i]);
}

export function geluTanhForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = geluTanh(m[x + i]);
}
export function geluTanhBackward(m: Memory, n: number, x: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + m[dy + i] * geluTanhSlope(m[x + i]);
}
