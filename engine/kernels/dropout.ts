/**
 * Dropout (Srivastava et al. 2014): in training each number is kept or dropped by a coin that is a pure function of seed,
 * count of updates and position. So there is no generator to save: the same step has the same mask in every browser and
 * after every restore.
 */
import type { Memory } from './memory.ts';

/** A mixer that spreads every bit of a word over all of it (the finaliser of murmur3). */
function mix(word: number): number {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

const GOLDEN = 0x9e3779b9; // 2³² divided by the golden ratio: neighbouring numbers get far apart

/**
 * y = x · mask. In training mode (m[control] is 1) the mask is 0 with probability `rate` and 1 / (1 − rate) otherwise, so
 * that y is x on average; else it is 1. The coin of position i at tick t (m[control + 1], the count of updates) is the
 * word mix(mix(mix(seed + G) + t · G) xor i · G) modulo 2³², and the number is dropped when word < rate · 2³².
 */
export function dropoutForward(
  m: Memory,
  n: number,
  x: number,
  y: number,
  mask: number,
  control: number,
  rate: number,
  seed: number,
): void {
  if (m[control] !== 1) {
    for (let i = 0; i < n; i++) {
      m[mask + i] = 1;
      m[y + i] = m[x + i];
    }
    return;
  }
  const key = mix(mix(seed + GOLDEN) + Math.imul(m[control + 1], GOLDEN));
  const limit = rate * 4294967296;
  const kept = 1 / (1 - rate);
  for (let i = 0; i < n; i++) {
    m[mask + i] = mix(key ^ Math.imul(i, GOLDEN)) < limit ? 0 : kept;
    m[y + i] = m[x + i] * m[mask + i];
  }
}
