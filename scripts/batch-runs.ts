// Records the runs of the figure batch-size: for each size of batch the rate whose loss is lowest over the whole of a run,
// on average over ten tuning seeds, and what ten other seeds come to at that rate. Writes engine/models/batch-runs.json; run it by hand after changing the net.
import { writeFileSync } from 'node:fs';
import { batchRunSizes, type BatchRunSize } from '../engine/models/batch-run.ts';
import { batchRun } from '../engine/models/batch-training.ts';

/** Ten rates a decade, from 0.01 to 80. */
const rates = [-2, -1, 0, 1].flatMap((decade) =>
  [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8].map((digit) => Number((digit * 10 ** decade).toPrecision(3))),
);
const tuningSeeds = Array.from({ length: 10 }, (_, i) => 101 + i);
const seeds = Array.from({ length: 10 }, (_, i) => 1 + i);

const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
const run = (size: BatchRunSize, rate: number, seed: number) => [...batchRun({ size, rate, seed })];
const rounded = (value: number) => Number(value.toPrecision(4));

const runs = batchRunSizes.map((size) => {
  const scored = rates.map((rate) => ({ rate, score: mean(tuningSeeds.map((seed) => mean(run(size, rate, seed)))) }));
  const { rate, score } = scored.reduce((best, next) => (next.score < best.score ? next : best));
  console.log(size, rate, score.toFixed(4));
  const all = seeds.map((seed) => run(size, rate, seed));
  const at = (pick: (...losses: number[]) => number) =>
    all[0].map((_, reading) => rounded(pick(...all.map((losses) => losses[reading]))));
  return { size, rate, mean: at((...losses) => mean(losses)), low: at(Math.min), high: at(Math.max) };
});
writeFileSync(new URL('../engine/models/batch-runs.json', import.meta.url), `${JSON.stringify({ seeds, runs })}\n`);
