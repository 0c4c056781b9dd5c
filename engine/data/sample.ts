// Chooses a stratified sample: every class keeps its share of the whole, and within a class each example is equally
// likely. Knows only labels.
import type { Random } from '../random.ts';

/**
 * Indices of `size` examples in random order. Class sizes are proportional to those of `labels`, rounded by largest
 * remainder so that they add up to `size`.
 */
export function stratifiedSample(labels: ArrayLike<number>, size: number, rng: Random): number[] {
  if (!(size >= 0 && size <= labels.length)) throw new Error(`sample: ${size} of ${labels.length} cannot be drawn`);
  const classes = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const members = classes.get(labels[i]);
    if (members) members.push(i);
    else classes.set(labels[i], [i]);
  }
  const strata = [...classes.entries()].sort(([a], [b]) => a - b).map(([, members]) => members);
  const shares = strata.map((members) => (size * members.length) / labels.length);
  const sizes = shares.map(Math.floor);
  const byRemainder = shares.map((share, i) => [share - sizes[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const missing = size - sizes.reduce((sum, n) => sum + n, 0);
  for (const [, i] of byRemainder.slice(0, missing)) sizes[i]++;
  return rng.shuffle(strata.flatMap((members, i) => rng.shuffle([...members]).slice(0, sizes[i])));
}
