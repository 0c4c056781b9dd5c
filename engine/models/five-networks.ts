// What is told of five networks that are trained side by side from five sets of first weights: their losses after some steps on
// the examples they learn from and on two held-out piles, the middle one of five numbers, and which step of each network early
// stopping would keep. Knows neither the networks nor their task.

export const NETWORKS = 5;

/** How five networks stand after some updates: a loss of each. */
export interface Losses {
  step: number;
  train: ArrayLike<number>; // [5]
  validation: ArrayLike<number>; // [5]
  /** Asked only of weights that may be kept: those of a new lowest validation loss, and the last. 0 elsewhere. */
  test: ArrayLike<number>; // [5]
}

/** The middle one of an odd number of values. */
export const middle = (values: ArrayLike<number>): number =>
  Array.from(values).sort((a, b) => a - b)[values.length >> 1];

/** For each network the reading whose weights are kept: the one with its lowest validation loss, or the last. */
export function keptReadings(readings: readonly Losses[], stopEarly: boolean): number[] {
  return Array.from({ length: NETWORKS }, (_, network) => {
    if (!stopEarly) return readings.length - 1;
    return readings.reduce(
      (best, { validation }, i) => (validation[network] < readings[best].validation[network] ? i : best),
      0,
    );
  });
}

/** The reading at which the middle validation loss is lowest. */
export const turningPoint = (readings: readonly Losses[]): number =>
  readings.reduce((best, { validation }, i) => (middle(validation) < middle(readings[best].validation) ? i : best), 0);
