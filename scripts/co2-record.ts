// Trains the forecasting network of chapter 13 from each view and five seeds and records its forecasts of the test years:
// engine/models/co2-record.json. Run it with `node scripts/co2-record.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { linearForecast } from '../engine/models/co2-linear.ts';
import { co2Miss, type Co2View } from '../engine/models/co2-forecast.ts';
import type { Co2RecordFile, RecordedCo2 } from '../engine/models/co2-record.ts';
import { trainCo2 } from '../engine/models/co2-training.ts';

const seeds = [1, 2, 3, 4, 5];
const hundredths = (row: Float32Array) => Array.from(row, (ppm) => Math.round(ppm * 100));

function record(view: Co2View): RecordedCo2 {
  const ends = seeds.map((seed) => [...trainCo2({ view, seed })].at(-1)?.forecasts ?? new Float32Array(0));
  const miss = ends.map((forecasts) => Number(co2Miss(forecasts).toFixed(4)));
  const middle = miss.indexOf(miss.toSorted((a, b) => a - b)[2]);
  console.log(view, miss);
  return { miss, forecasts: hundredths(ends[middle]) };
}
const file: Co2RecordFile = {
  seeds,
  linear: hundredths(linearForecast()),
  views: { level: record('level'), change: record('change'), correction: record('correction') },
};
console.log('linear', co2Miss(linearForecast()));
const path = new URL('../engine/models/co2-record.json', import.meta.url);
writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
