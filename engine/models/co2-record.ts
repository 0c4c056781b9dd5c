// How five networks forecast the test years from each view, and the linear rule beside them: co2-record.json, made by
// scripts/co2-record.ts.
import record from './co2-record.json' with { type: 'json' };
import type { Co2View } from './co2-forecast.ts';

export interface Co2RecordFile {
  seeds: readonly number[];
  /** Parts per million for each test month, in hundredths. */
  linear: readonly number[];
  views: Readonly<Record<Co2View, RecordedCo2>>;
}
export interface RecordedCo2 {
  /** Root of the mean squared miss over the test months, seed by seed. */
  miss: readonly number[];
  /** Of the seed in the middle: parts per million for each test month, in hundredths. */
  forecasts: readonly number[];
}

const file = record as Co2RecordFile;
export const co2Seeds = file.seeds;
export const recordedCo2 = (view: Co2View) => ({
  miss: file.views[view].miss,
  forecasts: Float32Array.from(file.views[view].forecasts, (hundredths) => hundredths / 100),
});
export const linearCo2 = (): Float32Array => Float32Array.from(file.linear, (hundredths) => hundredths / 100);
