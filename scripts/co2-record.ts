// Trains the forecasting network of chapter 13 from each view and five seeds and records its forecasts of the test years:
// engine/models/co2-record.json. Run it with `node scripts/co2-record.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { linearForecast } from '../engine/models/co2-linear.ts';
import { co2 } from '../engine/data/co2.ts';
import { CO2_EVERY, CO2_FROM, co2Miss, type Co2View } from '../engine/models/co2-forecast.ts';
import type { Co2RecordFile, RecordedCo2 } from '../engine/models/co2-record.ts';
import { trainCo2 } from '../engine/models/co2-training.ts';

const seeds = [1, 2, 3, 4, 5];
const errorsOf = (row: Float32Array) => Array.from(row, (ppm, i) => Math.round((ppm - co2[CO2_FROM + i]) * 100));

function record(view: Co2View): RecordedCo2 {
  const runs = seeds.map((seed) => [...trainCo2({ view, seed })]);
  const missAt = (run: (typeof runs)[number], reading: number) =>
    Number(co2Miss(run.at(reading)?.forecasts ?? []).toFixed(4));
  const miss = runs.map((run) => missAt(run, -1));
  const middle = miss.indexOf(miss.toSorted((a, b) => a - b)[2]);
  console.log(view, miss);
  return {
    miss,
    early: missAt(runs[0], 30 / CO2_EVERY),
    errors: errorsOf(runs[middle].at(-1)?.forecasts ?? new Float32Array(0)),
  };
}
const file: Co2RecordFile = {
  seeds,
  linear: errorsOf(linearForecast()),
  views: { level: record('level'), change: record('change') },
};
console.log('linear', co2Miss(linearForecast()));
const path = new URL('../engine/models/co2-record.json', import.meta.url);
writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
