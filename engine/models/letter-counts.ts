// The rival of a network of letters: counts. How often did this letter come after these one, two, three? Mixed as Witten and Bell
// (1991) do: the more kinds of letters came after a context, the more say the shorter context has.
import { END, LETTERS, lettersOf } from '../data/names.ts';
import { log } from '../kernels/math.ts';

const context = (letters: readonly number[], at: number, order: number): string =>
  String.fromCharCode(...letters.slice(Math.max(0, at - order), at));

/**
 * Bits per letter, ends included, that a model of `n` letters (3: two known ones and the next) needs for some names, having
 * counted others.
 */
export function countedBits(n: number, counted: readonly string[], asked: readonly string[]): number {
  const tables = Array.from({ length: n }, () => new Map<string, Map<number, number>>());
  for (const name of counted) {
    const letters = [END, ...lettersOf(name), END];
    for (let at = 1; at < letters.length; at++)
      tables.forEach((table, order) => {
        const before = context(letters, at, order);
        let after = table.get(before);
        if (!after) table.set(before, (after = new Map<number, number>()));
        after.set(letters[at], (after.get(letters[at]) ?? 0) + 1);
      });
  }
  const probability = (letters: readonly number[], at: number, order: number): number => {
    if (order < 0) return 1 / LETTERS;
    const shorter = probability(letters, at, order - 1);
    const after = tables[order].get(context(letters, at, order));
    if (!after) return shorter;
    let seen = 0;
    for (const count of after.values()) seen += count;
    return ((after.get(letters[at]) ?? 0) + after.size * shorter) / (seen + after.size);
  };
  let [bits, count] = [0, 0];
  for (const name of asked) {
    const letters = [END, ...lettersOf(name), END];
    for (let at = 1; at < letters.length; at++, count++) bits -= log(probability(letters, at, n - 1)) / Math.LN2;
  }
  return bits / count;
}
