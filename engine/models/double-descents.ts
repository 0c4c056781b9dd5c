// Errors of fits of every width, over forty throws of examples and neurons, recorded by scripts/double-descent.ts. Only read here.
import record from './double-descents.json' with { type: 'json' };

/** How many examples there were. */
export const exampleCounts = [10, 20, 30] as const;
export type ExampleCount = (typeof exampleCounts)[number];
/** λ of the penalty on the output's weights. */
export const ridges = [0, 0.0001, 0.001, 0.01] as const;
export type Ridge = (typeof ridges)[number];
export const MOST_FEATURES = 300;
/** Numbers of hidden neurons that were tried, close together where the errors change fast. */
export const widths: readonly number[] = [
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  16,
  17,
  18,
  19,
  20,
  21,
  22,
  23,
  24,
  26,
  28,
  29,
  30,
  31,
  32,
  34,
  36,
  40,
  50,
  60,
  80,
  100,
  150,
  200,
  MOST_FEATURES,
];
export const THROWS = 40;
/** The first of the recorded seeds; the others follow it. */
export const FIRST_THROW = 101;

/** A quarter of the throws lie below `low`, a quarter above `high`, as many below `middle` as above. */
export interface Quartiles {
  low: number;
  middle: number;
  high: number;
}

export interface RecordedWidth {
  features: number;
  /** Middle of the errors at the examples. */
  training: number;
  test: Quartiles;
}

/** The file as it is stored: under `examples ridge` a row [training, low, middle, high] for each width. */
export type DoubleDescentsFile = Record<string, readonly (readonly number[])[]>;

export const rowsOf = (examples: number, ridge: number): string => `${examples} ${ridge}`;

export function recordedDescent(examples: ExampleCount, ridge: Ridge): RecordedWidth[] {
  const rows = (record as DoubleDescentsFile)[rowsOf(examples, ridge)];
  return rows.map(([training, low, middle, high], i) => ({
    features: widths[i],
    training,
    test: { low, middle, high },
  }));
}
