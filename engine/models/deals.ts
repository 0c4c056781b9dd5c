// Two hundred digits and the ways of dealing them into training, validation and test: which card goes where. Knows
// nothing of pixels; what networks made of the deals was recorded by scripts/deals.ts.
import { random } from '../random.ts';
import record from './deals.json' with { type: 'json' };

/** Digits of each class in the collection, which lies in order of class, and copies of each where there are any. */
export const EACH = 20;
export const COLLECTED = 10 * EACH;
export const COPIES = 4;
/** How often each way of dealing was recorded. */
export const DEALS = 24;

export const ways = ['shuffled', 'filed', 'copies', 'together'] as const;
/**
 * `shuffled`: every digit once, in random order. `filed`: as they lie, in order of class. `copies`: every digit four times,
 * three of them moved by a pixel, all shuffled. `together`: the same cards, but the four of one digit stay together.
 */
export type Way = (typeof ways)[number];
export const heldOut = [10, 40] as const;

export const parts = ['training', 'validation', 'test'] as const;
export type Part = (typeof parts)[number];

/** A card: a digit of the collection, and which of its copies. */
export type Card = readonly [digit: number, copy: number];
export type Deal = Record<Part, Card[]>;

export const copiesIn = (way: Way): number => (way === 'copies' || way === 'together' ? COPIES : 1);

/** @param held how many digits (or as many fours of cards) validation and test get, each */
export function dealCards(way: Way, held: number, deal: number): Deal {
  const rng = random(`deal ${deal}`);
  const fours = (digit: number): Card[] => Array.from({ length: copiesIn(way) }, (_, copy) => [digit, copy]);
  const digits = Array.from({ length: COLLECTED }, (_, digit) => digit);
  const cards =
    way === 'filed'
      ? digits.reverse().flatMap(fours)
      : way === 'copies'
        ? rng.shuffle(digits.flatMap(fours))
        : rng.shuffle(digits).flatMap(fours);
  const size = held * copiesIn(way);
  return { test: cards.slice(0, size), validation: cards.slice(size, 2 * size), training: cards.slice(2 * size) };
}

/** What one network got right, as shares of 1. `outside` are MNIST's 10,000 test digits, which no deal holds. */
export interface Scores {
  training: number;
  validation: number;
  test: number;
  outside: number;
}

/** How many of each it got right, in that order. */
export type Counts = readonly [number, number, number, number];

/** The file as it is stored: for each way, number held out and deal, the first network's counts and the chosen one's. */
export type DealRecord = Record<string, readonly { first: Counts; chosen: Counts }[]>;

export const OUTSIDE = 10_000;
export const keyOf = (way: Way, held: number): string => `${way} ${held}`;

/** The recorded scores of every deal. `chosen`: of ten networks the one that did best on the validation cards. */
export function recordedDeals(way: Way, held: number, which: 'first' | 'chosen'): Scores[] {
  const size = held * copiesIn(way);
  const trained = COLLECTED * copiesIn(way) - 2 * size;
  const rows = (record as unknown as DealRecord)[keyOf(way, held)];
  return rows.map((row) => {
    const [training, validation, test, outside] = row[which];
    return {
      training: training / trained,
      validation: validation / size,
      test: test / size,
      outside: outside / OUTSIDE,
    };
  });
}
