// Next month's carbon dioxide from the months before: three rules that anybody can write down, and what a network is given to do it.
// The last ten years are for the test alone. How the network learns stands in co2-training.ts.
import { co2 } from '../data/co2.ts';

/** Months in a window that a network, or the linear rule, looks at. */
export const CO2_WINDOW = 24;
/** Months at the end that nothing is learned from. */
export const CO2_TEST = 124;
export const CO2_HIDDEN = 12;
/** Updates in a run, and between two readings. */
export const CO2_STEPS = 300;
export const CO2_EVERY = 10;
export const CO2_FROM = co2.length - CO2_TEST;

/** What the network is shown and asked for: the level itself, or its change since the month before. */
export const co2Views = ['level', 'change'] as const;
export type Co2View = (typeof co2Views)[number];

export interface Co2Setting {
  view: Co2View;
  seed: number;
}

/** The same month last year, plus what last month was above its own last year. */
export const seasonal = (month: number): number => co2[month - 12] + co2[month - 1] - co2[month - 13];

/** The first month for which a view has a number, and that number, month by month. */
const begins: Readonly<Record<Co2View, number>> = { level: 0, change: 1 };
export const co2Value: Readonly<Record<Co2View, (month: number) => number>> = {
  level: (month) => co2[month],
  change: (month) => co2[month] - co2[month - 1],
};
/** From a number of a view back to parts per million. */
export const co2Back: Readonly<Record<Co2View, (value: number, month: number) => number>> = {
  level: (value) => value,
  change: (value, month) => co2[month - 1] + value,
};

/** A view as the network has it: of mean 0 and deviation 1 over the months that may be learned from. */
export function co2Shown(view: Co2View): { values: Float64Array; from: number; mean: number; deviation: number } {
  const values = Float64Array.from(co2, (_, month) => (month < begins[view] ? 0 : co2Value[view](month)));
  const known = values.subarray(begins[view], CO2_FROM);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / known.length);
  return { values: values.map((value) => (value - mean) / deviation), from: begins[view], mean, deviation };
}

const testMonths = Array.from({ length: CO2_TEST }, (_, i) => CO2_FROM + i);

/** Forecasts of every test month by a rule. */
export const forecastBy = (rule: (month: number) => number): Float32Array => Float32Array.from(testMonths, rule);

/** Root of the mean squared miss over the test months, in parts per million. */
export function co2Miss(forecasts: ArrayLike<number>): number {
  const errors = testMonths.map((month, i) => forecasts[i] - co2[month]);
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / CO2_TEST);
}
