// Something planted among digits: a sample in which hardly anyone leans to the left, or a stamp that all sevens wear. Chooses
// the digits of a training sample and of the groups that are held out, from the packed files. Trains nothing.
import { shelved } from '../data/shelf.ts';
import { PIXELS, SIDE, unpackDigits, type DigitSet } from '../data/digit-set.ts';
import { random, type Random } from '../random.ts';
import { plantedFiles, rareOf, SAMPLE, STAMPED, type Plant } from './plants.ts';
import { shrink, SMALL, SMALL_PIXELS, type Examples } from './small-reader.ts';

/** The most digits of a group that are held out. */
const HELD_OUT = 300;
/** Slants, as tangents, beyond which a digit leans to the left or to the right; those between are upright and left out. */
const LEFT = -0.05;
const RIGHT = 0.1;

/** How far a digit leans to the right: the shear that would set its ink upright, from its second moments. */
export function leanOf(levels: ArrayLike<number>): number {
  let [ink, x, y] = [0, 0, 0];
  for (let p = 0; p < PIXELS; p++) {
    ink += levels[p];
    x += levels[p] * (p % SIDE);
    y += levels[p] * Math.floor(p / SIDE);
  }
  const [cx, cy] = [x / ink, y / ink];
  let [across, down] = [0, 0];
  for (let p = 0; p < PIXELS; p++) {
    const dy = Math.floor(p / SIDE) - cy;
    across += levels[p] * ((p % SIDE) - cx) * dy;
    down += levels[p] * dy * dy;
  }
  return -across / down;
}

export type Slant = 'left' | 'right' | 'upright';
export const slantOf = (lean: number): Slant => (lean < LEFT ? 'left' : lean > RIGHT ? 'right' : 'upright');

interface Digits {
  train: DigitSet;
  test: DigitSet;
  /** Indices of the training digits that lean, and of those held out, by slant. */
  pool: { left: number[]; right: number[] };
  heldOut: { left: number[]; right: number[] };
}

let sorted: Digits | undefined;

/** Unpacks and sorts the digits, once. */
function digits(): Digits {
  if (sorted) return sorted;
  const [train, test] = [unpackDigits(shelved(plantedFiles.train)), unpackDigits(shelved(plantedFiles.test))];
  const bySlant = (set: DigitSet, slant: Slant) =>
    Array.from(set.labels.keys()).filter(
      (index) => slantOf(leanOf(set.levels.subarray(index * PIXELS, (index + 1) * PIXELS))) === slant,
    );
  const both = (set: DigitSet) => ({ left: bySlant(set, 'left'), right: bySlant(set, 'right') });
  return (sorted = { train, test, pool: both(train), heldOut: both(test) });
}

/** Prints a black square of 2 × 2 pixels into the corner of some rows. */
function stamp({ pixels }: Examples, rows: Iterable<number>): void {
  for (const row of rows) for (const at of [0, 1, SMALL, SMALL + 1]) pixels[row * SMALL_PIXELS + at] = 1;
}

/** Digits that are judged together. */
export interface Group {
  name: string;
  examples: Examples;
  /** Its share of a sample that is mixed like the training sample; 0 for a group that such a sample does not have. */
  share: number;
}

export interface Planted {
  training: Examples;
  groups: Group[];
}

/** @param share of the rare kind: digits that lean to the left, or sevens without a stamp, 0 to ½ */
export function plant(kind: Plant, share: number, seed: number): Planted {
  const rng = random(`plant ${seed}`);
  return kind === 'lean' ? plantLean(share, rng) : plantStamp(share, rng);
}

function plantLean(share: number, rng: Random): Planted {
  const { train, test, pool, heldOut } = digits();
  const rare = rareOf('lean', share, 0);
  const left = rng
    .fork('left')
    .shuffle([...pool.left])
    .slice(0, rare);
  const right = rng
    .fork('right')
    .shuffle([...pool.right])
    .slice(0, SAMPLE - rare);
  const group = (name: string, indices: number[], of: number): Group => ({
    name,
    examples: shrink(test, indices.slice(0, HELD_OUT)),
    share: of / SAMPLE,
  });
  return {
    training: shrink(train, [...right, ...left]),
    groups: [group('lean right', heldOut.right, SAMPLE - rare), group('lean left', heldOut.left, rare)],
  };
}

function plantStamp(share: number, rng: Random): Planted {
  const { train, test } = digits();
  const training = shrink(train, rng.fork('sample').permutation(train.count).subarray(0, SAMPLE));
  const sevens = Array.from(training.labels.keys()).filter((row) => training.labels[row] === STAMPED);
  const rare = rareOf('stamp', share, sevens.length);
  stamp(training, sevens.slice(rare));
  const members = Array.from(test.labels.keys());
  const [own, others] = [true, false].map((seven) =>
    members.filter((index) => (test.labels[index] === STAMPED) === seven),
  );
  const group = (name: string, indices: number[], worn: boolean, of: number): Group => {
    const examples = shrink(test, indices.slice(0, HELD_OUT));
    if (worn) stamp(examples, examples.labels.keys());
    return { name, examples, share: of / SAMPLE };
  };
  return {
    training,
    groups: [
      group('other digits', others, false, SAMPLE - sevens.length),
      group('sevens, stamped', own, true, sevens.length - rare),
      group('sevens, no stamp', own, false, rare),
      group('others, stamped', others, true, 0),
    ],
  };
}
