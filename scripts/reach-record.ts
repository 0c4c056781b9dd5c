// Lets one attention layer and a GRU learn the recall of chapter 14 from five seeds, and records how they fared:
// engine/models/reach-record.json. Run it with `node scripts/reach-record.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { reachLearners, reachSizes, type ReachLearner } from '../engine/models/reach.ts';
import type { ReachRecordFile } from '../engine/models/reach-record.ts';
import { whole } from '../engine/jobs/whole.ts';
import { reachParameters, trainReach, type ReachReading } from '../engine/models/reach-training.ts';

const seeds = [1, 2, 3, 4, 5];
const PAUSES = 30;
const thousandths = (share: number) => Math.round(1000 * share);
const last = (readings: readonly ReachReading[]) => readings[readings.length - 1];
const ofBoth = <Value>(value: (kind: ReachLearner) => Value) =>
  Object.fromEntries(reachLearners.map((kind) => [kind, value(kind)])) as Record<ReachLearner, Value>;

const file: ReachRecordFile = {
  seeds,
  parameters: ofBoth(reachParameters),
  right: {},
  pauses: ofBoth(() => []),
  shown: {},
};
for (const size of reachSizes) {
  const runs = ofBoth((kind) => seeds.map((seed) => [...whole(trainReach(kind, size, seed))]));
  file.right[size] = ofBoth((kind) => runs[kind].map((run) => run.map(({ right }) => thousandths(right))));
  const [attention, gru] = [last(runs.attention[0]), last(runs.gru[0])];
  file.shown[size] = {
    weights: Array.from(attention.weights ?? [], thousandths),
    attention: attention.answer,
    gru: gru.answer,
  };
  console.log(
    size,
    ofBoth((kind) => runs[kind].map((run) => last(run).right)),
  );
}
file.pauses = ofBoth((kind) =>
  seeds.map((seed) => thousandths(last([...whole(trainReach(kind, 1, seed, PAUSES))]).right)),
);
const path = new URL('../engine/models/reach-record.json', import.meta.url);
writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
