// How five networks forecast the test years from each view, and the linear rule beside them: co2-record.json, made by
// scripts/co2-record.ts.
import record from './co2-record.json' with { type: 'json' };
import { CO2_FROM, type Co2View } from './co2-forecast.ts';
import { co2 } from '../data/co2.ts';

export interface Co2RecordFile {
  seeds: readonly number[];
  /** Forecast less truth for each test month, in hundredths of a part per million. */
  linear: readonly number[];
  views: Readonly<Record<Co2View, RecordedCo2>>;
}
export interface RecordedCo2 {
  /** Root of the mean squared miss over the test months, seed by seed. */
  miss: readonly number[];
  /** Of the seed in the middle: forecast less truth for each test month, in hundredths of a part per million. */
  errors: readonly number[];
  /** Of the first seed: the same root after thirty updates. */
  early: number;
}

const file = record as Co2RecordFile;
export const co2Seeds = file.seeds;
const forecastsFrom = (errors: readonly number[]) =>
  Float32Array.from(errors, (hundredths, i) => co2[CO2_FROM + i] + hundredths / 100);
export const recordedCo2 = (view: Co2View) => {
  const { miss, early, errors } = file.views[view];
  return { miss, early, forecasts: forecastsFrom(errors) };
};
export const linearCo2 = (): Float32Array => forecastsFrom(file.linear);
