// The rival of a network of characters: counts. How often did this character come after these one, two, three, four? Mixed as Kneser
// and Ney (1995) do: from every count a fixed part is taken, and the shorter context, which has it to share out, is counted by how many
// different characters it was seen to follow rather than how often.

import { log } from '../kernels/math.ts';

/** What is taken from every count. */
const DISCOUNT = 0.75;

interface Table {
  /** By context and next character: how often. */
  counts: Map<number, number>;
  /** By context: how often in all, and how many different characters came next. */
  totals: Map<number, number>;
  kinds: Map<number, number>;
}

const add = (map: Map<number, number>, key: number, much: number): void =>
  void map.set(key, (map.get(key) ?? 0) + much);

/** The characters from `from` to `to` as one number. */
function keyOf(text: Uint8Array, from: number, to: number, base: number): number {
  let key = 0;
  for (let i = from; i < to; i++) key = key * base + text[i];
  return key;
}

function tableOf(counts: Map<number, number>, base: number): Table {
  const table: Table = { counts, totals: new Map(), kinds: new Map() };
  for (const [key, count] of counts) {
    const context = Math.floor(key / base);
    add(table.totals, context, count);
    add(table.kinds, context, 1);
  }
  return table;
}

/**
 * Bits per character that models of 1 to `most` characters (3: two known ones and the next) need for a text, its characters from
 * `from` on, having counted another. Characters are numbers below `base`.
 */
export function countedBits(most: number, counted: Uint8Array, asked: Uint8Array, base: number, from = 0): number[] {
  const counts = Array.from({ length: most }, (_, order) => {
    const map = new Map<number, number>();
    for (let at = order; at < counted.length; at++) add(map, keyOf(counted, at - order, at + 1, base), 1);
    return map;
  });
  /** For each order, of how many different longer contexts the character was seen to end one. */
  let wide = 1;
  const kinds = counts.slice(1).map((longer) => {
    const map = new Map<number, number>();
    wide *= base;
    for (const key of longer.keys()) add(map, key % wide, 1);
    return map;
  });
  return Array.from({ length: most }, (_, n) => {
    const tables = Array.from({ length: n + 1 }, (_, order) => tableOf(order < n ? kinds[order] : counts[n], base));
    let bits = 0;
    for (let at = from; at < asked.length; at++) bits -= log(shareOf(tables, asked, at, base)) / Math.LN2;
    return bits / (asked.length - from);
  });
}

/** The probability of the character at a place, given those before it. */
function shareOf(tables: readonly Table[], text: Uint8Array, at: number, base: number): number {
  let share = 1 / base;
  for (let order = 0; order < tables.length && order <= at; order++) {
    const { counts, totals, kinds } = tables[order];
    const context = keyOf(text, at - order, at, base);
    const total = totals.get(context);
    if (total === undefined) break;
    const count = counts.get(context * base + text[at]) ?? 0;
    share = (Math.max(0, count - DISCOUNT) + DISCOUNT * (kinds.get(context) ?? 0) * share) / total;
  }
  return share;
}
