// Chooses the next character by its score: softmax, temperature, top-k, top-p, and the lot. Knows no network.
import { exp } from '../kernels/math.ts';
import type { Random } from '../random.ts';

/** e^x shares that add up to 1. */
export function softmaxOf(scores: ArrayLike<number>, temperature = 1): Float32Array {
  let most = -Infinity;
  for (let i = 0; i < scores.length; i++) most = Math.max(most, scores[i]);
  const powers = Float32Array.from(scores, (score) => exp((score - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

export interface Choosing {
  /** 0: always the likeliest character. */
  temperature: number;
  /** Only so many of the likeliest are left in; CHARACTERS for all. */
  topK: number;
  /** Only the likeliest that together have this share are left in; 1 for all. */
  topP: number;
}

/** The chances with which each character is chosen. */
export function chancesOf(scores: ArrayLike<number>, { temperature, topK, topP }: Choosing): Float32Array {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
  const chances = new Float32Array(scores.length);
  if (temperature === 0) {
    chances[order[0]] = 1;
    return chances;
  }
  const shares = softmaxOf(scores, temperature);
  const left = order.slice(0, topK);
  const enough = topP * left.reduce((total, i) => total + shares[i], 0);
  let sum = 0;
  for (const i of left) {
    chances[i] = shares[i];
    sum += shares[i];
    if (sum >= enough) break;
  }
  return chances.map((share) => share / sum);
}

/** One character, by lot and by these chances. */
export function choose(chances: ArrayLike<number>, luck: Random): number {
  let left = luck.uniform();
  let likeliest = 0;
  for (let i = 0; i < chances.length; i++) {
    left -= chances[i];
    if (left < 0) return i;
    if (chances[i] > chances[likeliest]) likeliest = i;
  }
  return likeliest;
}
