// A laboratory for random calls of kernels: it draws sizes and lays random numbers out in a memory. Sizes include 0, 1 and
// numbers that fill no vector, places any alignment.
import type { Random } from '#engine';
import type { Call } from '../../../engine/kernels/call.ts';
import type { KernelArguments, KernelName } from '../../../engine/kernels/index.ts';
import type { signatures } from '../../../engine/simd/build/signatures.ts';

const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 13, 16, 17, 31, 64, 67];

/** A memory in the making: numbers laid out one array after the other, with gaps so that any alignment occurs. */
export class Laboratory {
  readonly numbers: number[] = [];
  readonly rng: Random;
  /** Calls to make before the one that is tested, which leave what it reads. */
  readonly before: Call[] = [];
  /** Stretches whose numbers mean nothing afterwards: room to work in. */
  readonly rooms: { from: number; to: number }[] = [];

  constructor(rng: Random) {
    this.rng = rng;
  }

  /** A whole number from `low` to `high`. */
  whole(low: number, high: number): number {
    return low + this.rng.integer(high - low + 1);
  }
  size(): number {
    return SIZES[this.rng.integer(SIZES.length)];
  }
  /** A size that is not 0. */
  count(): number {
    return SIZES[1 + this.rng.integer(SIZES.length - 1)];
  }
  keep(): number {
    return this.whole(0, 1);
  }

  /** The offset of a new array of n numbers. */
  array(n: number, draw: () => number = () => this.rng.uniform(-2, 2)): number {
    for (let gap = this.whole(0, 5); gap > 0; gap--) this.numbers.push(this.rng.uniform(-1, 1));
    const offset = this.numbers.length;
    for (let i = 0; i < n; i++) this.numbers.push(draw());
    return offset;
  }
  /** The offset of n numbers of room to work in. */
  room(n: number): number {
    const from = this.array(n);
    this.rooms.push({ from, to: from + n });
    return from;
  }
  positive(n: number): number {
    return this.array(n, () => this.rng.uniform(0.3, 2));
  }
  labels(n: number, classes: number): number {
    return this.array(n, () => this.rng.integer(classes));
  }
  /** A place for n results: a new array, or one of the inputs, for kernels that may work in place. */
  into(n: number, ...inputs: number[]): number {
    return this.whole(0, 1) === 0 || inputs.length === 0 ? this.array(n) : inputs[this.rng.integer(inputs.length)];
  }
}

type SimdName = keyof typeof signatures & KernelName;

/** For each SIMD kernel the arguments of a random call. */
export type Cases = { readonly [K in SimdName]: (lab: Laboratory) => KernelArguments<K> };
