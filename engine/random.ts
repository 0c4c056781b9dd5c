/**
 * Seeded random numbers: the same seed gives the same numbers in every browser. The generator is xoshiro128** (Blackman
 * & Vigna 2018) on 32-bit integers, far from fit for secrets. It knows nothing of what the numbers are for.
 */
import { log } from './kernels/math.ts';

/** Everything a generator remembers: four words of xoshiro and the key that its forks derive from. */
export type RandomState = readonly [number, number, number, number, number];

/** One step of a mixer that spreads every input bit over the output (murmur3's finaliser). */
function mix(word: number): number {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A key from a key and a label, by the bytes of the label's text (FNV-1a, then mixed). */
function keyOf(key: number, label: string): number {
  let hash = (0x811c9dc5 ^ key) >>> 0;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193) >>> 0;
  return mix(hash);
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #key: number;

  constructor(key: number) {
    this.#key = key;
    this.#a = mix(key + 0x9e3779b9);
    this.#b = mix(key + 0x3c6ef372);
    this.#c = mix(key + 0xdaa66d2b);
    this.#d = mix(key + 0x78dde6e4) | 1; // never all zero
  }

  /** A whole number from 0 to 2³² − 1. */
  word(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  /** A number from low (possible) to high (not reached), with 53 random bits. */
  uniform(low = 0, high = 1): number {
    const bits = (this.word() >>> 5) * 67108864 + (this.word() >>> 6);
    return low + (high - low) * (bits / 9007199254740992);
  }

  /** A normal deviate (Marsaglia's polar method; the second of each pair is not used, so that the state stays small). */
  normal(mean = 0, deviation = 1): number {
    for (;;) {
      const u = this.uniform(-1, 1);
      const v = this.uniform(-1, 1);
      const s = u * u + v * v;
      if (s > 0 && s < 1) return mean + deviation * u * Math.sqrt((-2 * log(s)) / s);
    }
  }

  /**
   * A whole number from 0 to n − 1, each equally likely.
   * @throws RangeError unless n is a whole number from 1 to 2³².
   */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296) throw new RangeError(`integer: n must be 1 to 2^32: ${n}`);
    const unfair = 4294967296 % n; // words below this would favour the small numbers
    for (;;) {
      const word = this.word();
      if (word >= unfair) return word % n;
    }
  }

  /** Shuffles in place (Fisher–Yates) and returns the same array. */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(array: T): T {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = array[i];
      array[i] = array[j];
      array[j] = kept;
    }
    return array;
  }

  /** The whole numbers from 0 to n − 1 in random order. */
  permutation(n: number): Uint32Array {
    return this.shuffle(Uint32Array.from({ length: n }, (_, i) => i));
  }

  /** Another generator, set by this one's seed and a label, however many numbers were drawn before. */
  fork(label: string | number): Random {
    return new Random(keyOf(this.#key, String(label)));
  }

  /** Everything needed to go on from here: save it, and assign it to come back. */
  get state(): RandomState {
    return [this.#a, this.#b, this.#c, this.#d, this.#key];
  }

  set state([a, b, c, d, key]: RandomState) {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
    this.#key = key;
  }
}

/**
 * A generator for a seed: a number (any finite one) or a text.
 * @throws RangeError when the seed is not finite.
 */
export function random(seed: number | string): Random {
  if (typeof seed === 'number' && !Number.isFinite(seed)) throw new RangeError(`random: seed must be finite: ${seed}`);
  return new Random(keyOf(0, String(seed)));
}
