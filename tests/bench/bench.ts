// npm run bench: training steps per second of the engine on one thread of this machine.
// Workloads take turns in short slices, and the median over the rounds counts: compare numbers of one run only.
// --json FILE writes them, too; --rounds N (7) and --slice MILLISECONDS (300) set the effort.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { workloads, type Workload } from './workloads.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    slice: { type: 'string', default: '300' },
  },
});
const [rounds, slice] = [Number(options.rounds), Number(options.slice)];
if (!(rounds >= 1 && slice > 0)) throw new RangeError('bench: --rounds and --slice must be positive numbers');

/** Steps per second over at least the given time; the clock is read once in a while, not at every step. */
function rate({ step }: Workload, milliseconds: number): number {
  let [steps, burst] = [0, 1];
  const start = performance.now();
  for (;;) {
    for (let i = 0; i < burst; i++) step();
    steps += burst;
    const elapsed = performance.now() - start;
    if (elapsed >= milliseconds) return (steps / elapsed) * 1000;
    if (elapsed < milliseconds / 50) burst *= 2;
  }
}

const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

const all = workloads();
const firstLosses = all.map(({ step }) => step());
for (const workload of all) rate(workload, 2 * slice); // let the compiler of the machine settle
const rates = new Map(all.map(({ id }) => [id, [] as number[]]));
for (let round = 0; round < rounds; round++)
  for (const workload of all) rates.get(workload.id)?.push(rate(workload, slice));

console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, one thread, plain TypeScript`);
console.table(
  Object.fromEntries(
    all.map(({ id, what, step }, i) => [
      id,
      {
        workload: what,
        'steps/s': Math.round(median(rates.get(id) ?? [])),
        'loss at first': Number(firstLosses[i].toFixed(4)),
        'and now': Number(step().toFixed(4)),
      },
    ]),
  ),
);
if (options.json !== undefined) {
  const results = Object.fromEntries(
    all.map(({ id }) => [id, { 'small-nets': Number(median(rates.get(id) ?? []).toPrecision(4)) }]),
  );
  const report = { engine: 'small-nets, plain TypeScript kernels', unit: 'steps/s', results };
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
}
