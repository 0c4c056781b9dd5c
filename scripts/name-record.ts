// Trains the network of letters of chapter 13 from five seeds, counts letters for comparison, and records what both come to:
// engine/models/name-record.json. Run it with `node scripts/name-record.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { readNames } from '../engine/data/names.ts';
import { countedBits } from '../engine/models/letter-counts.ts';
import { nameProbes, writeAtAll } from '../engine/models/name-net.ts';
import type { NameRecordFile } from '../engine/models/name-record.ts';
import { whole } from '../engine/jobs/whole.ts';
import { trainNames } from '../engine/models/name-training.ts';
import { packNames } from './names.ts';

const seeds = [1, 2, 3, 4, 5];
const short = (bits: number) => Number(bits.toFixed(4));
const hundredths = (row: Float32Array) => Array.from(row, (value) => Math.round(value * 100));

const set = readNames(new TextEncoder().encode(packNames()));
const runs = seeds.map((seed) => {
  const readings = [...whole(trainNames(set, seed))];
  console.log(seed, readings[readings.length - 1].held.toFixed(4));
  return readings;
});
const [first] = runs;
const last = first[first.length - 1];
const file: NameRecordFile = {
  seeds,
  counted: [1, 2, 3, 4].map((n) => short(countedBits(n, set.train, set.held))),
  steps: first.map(({ step }) => step),
  held: runs.map((readings) => readings.map(({ held }) => short(held))),
  written: writeAtAll(last.weights),
  reach: nameProbes.map((_, i) => ({ before: hundredths(first[0].reach[i]), after: hundredths(last.reach[i]) })),
};
const path = new URL('../engine/models/name-record.json', import.meta.url);
writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
