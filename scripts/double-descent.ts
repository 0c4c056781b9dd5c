// Fits days with random hinges, forty throws for each number of examples and of neurons, and writes the quartiles of their errors to
// engine/models/double-descents.json. Run it with `node scripts/double-descent.ts`; the same seeds give the same file.
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import {
  exampleCounts,
  FIRST_THROW,
  ridges,
  rowsOf,
  THROWS,
  widths,
  type DoubleDescentsFile,
} from '../engine/models/double-descents.ts';
import { fitDay, type DayFit } from '../engine/models/random-features.ts';

/** The value that a share of all lies below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * (sorted[Math.min(sorted.length - 1, below + 1)] - sorted[below]);
}

/** Errors below this are rounding: the fit passes through its examples. */
const NOTHING = 1e-12;
const kept = (value: number) => (value < NOTHING ? 0 : Number(value.toPrecision(4)));

/** One row of the file for each ridge: [training, low, middle, high]. */
export function describeWidth(examples: number, features: number): number[][] {
  const throws = Array.from({ length: THROWS }, (_, i) =>
    fitDay({ examples, features, seed: FIRST_THROW + i }, [...ridges]),
  );
  return ridges.map((_, k) => {
    const over = (of: (fit: DayFit) => number, share: number) =>
      quantile(
        throws.map((fits) => of(fits[k])),
        share,
      );
    return [
      over(({ training }) => training, 0.5),
      ...[0.25, 0.5, 0.75].map((share) => over(({ test }) => test, share)),
    ].map(kept);
  });
}

if (import.meta.main) {
  const file: Record<string, number[][]> = {};
  for (const examples of exampleCounts) {
    const all = widths.map((features) => describeWidth(examples, features));
    ridges.forEach((ridge, k) => {
      file[rowsOf(examples, ridge)] = all.map((rows) => rows[k]);
      console.log(examples, ridge, all.map((rows) => rows[k][2]).join(' '));
    });
  }
  const path = new URL('../engine/models/double-descents.json', import.meta.url);
  writeFileSync(
    path,
    await format(JSON.stringify(file satisfies DoubleDescentsFile), { parser: 'json', printWidth: 120 }),
  );
}
