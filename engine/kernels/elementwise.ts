/**
 * Arithmetic on arrays of equal length n: m is the memory, every other argument the offset of an array. Kernels named
 * …Backward, and those named accumulate…, add to the array they write when `keep` is 1, and overwrite it when it is 0. Shapes are made equal
 * before they get here (see repeat in reduce.ts).
 */
import { cos, exp, log, power, sin } from './math.ts';
import { held, type Memory } from './memory.ts';

export function fill(m: Memory, n: number, x: number, value: number): void {
  m.fill(value, x, x + n);
}

export function add(m: Memory, n: number, a: number, b: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = m[a + i] + m[b + i];
}
export function subtract(m: Memory, n: number, a: number, b: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = m[a + i] - m[b + i];
}
export function multiply(m: Memory, n: number, a: number, b: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = m[a + i] * m[b + i];
}
export function divide(m: Memory, n: number, a: number, b: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = m[a + i] / m[b + i];
}
/** y = factor · x */
export function scale(m: Memory, n: number, x: number, y: number, factor: number): void {
  for (let i = 0; i < n; i++) m[y + i] = factor * m[x + i];
}

/** to = factor · from, added to what is there when `keep` is 1. */
export function accumulate(m: Memory, n: number, from: number, to: number, factor: number, keep: number): void {
  for (let i = 0; i < n; i++) m[to + i] = held(m, to + i, keep) + factor * m[from + i];
}
/** to = a · b, added to what is there when `keep` is 1. */
export function accumulateProduct(m: Memory, n: number, a: number, b: number, to: number, keep: number): void {
  for (let i = 0; i < n; i++) m[to + i] = held(m, to + i, keep) + m[a + i] * m[b + i];
}
/** to = a / b, added to what is there when `keep` is 1. */
export function accumulateQuotient(m: Memory, n: number, a: number, b: number, to: number, keep: number): void {
  for (let i = 0; i < n; i++) m[to + i] = held(m, to + i, keep) + m[a + i] / m[b + i];
}
/** The gradient of y = a / b by b: db = −dy · y / b, added when `keep` is 1. */
export function divisorBackward(
  m: Memory,
  n: number,
  b: number,
  y: number,
  dy: number,
  db: number,
  keep: number,
): void {
  for (let i = 0; i < n; i++) m[db + i] = held(m, db + i, keep) - (m[dy + i] * m[y + i]) / m[b + i];
}

export function powerForward(m: Memory, n: number, x: number, y: number, exponent: number): void {
  if (exponent === 2) for (let i = 0; i < n; i++) m[y + i] = m[x + i] * m[x + i];
  else for (let i = 0; i < n; i++) m[y + i] = power(m[x + i], exponent);
}
export function powerBackward(
  m: Memory,
  n: number,
  x: number,
  dy: number,
  dx: number,
  exponent: number,
  keep: number,
): void {
  for (let i = 0; i < n; i++) {
    const slope = exponent === 0 ? 0 : exponent === 2 ? 2 * m[x + i] : exponent * power(m[x + i], exponent - 1);
    m[dx + i] = held(m, dx + i, keep) + m[dy + i] * slope;
  }
}

export function expForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = exp(m[x + i]);
}
export function logForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = log(m[x + i]);
}
export function sinForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = sin(m[x + i]);
}
export function sinBackward(m: Memory, n: number, x: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + m[dy + i] * cos(m[x + i]);
}
export function cosForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = cos(m[x + i]);
}
export function cosBackward(m: Memory, n: number, x: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) - m[dy + i] * sin(m[x + i]);
}
export function absoluteForward(m: Memory, n: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) m[y + i] = Math.abs(m[x + i]);
}
/** The slope of |x| is its sign, 0 at 0. */
export function absoluteBackward(m: Memory, n: number, x: number, dy: number, dx: number, keep: number): void {
  for (let i = 0; i < n; i++) m[dx + i] = held(m, dx + i, keep) + m[dy + i] * Math.sign(m[x + i]);
}
