// What attention and a GRU came to on the recall of reach.ts over five seeds, as scripts/reach-record.ts recorded it. Only read here.
import { reachSizes, type ReachLearner, type ReachSize } from './reach.ts';
import record from './reach-record.json' with { type: 'json' };

export interface ReachRecordFile {
  seeds: readonly number[];
  parameters: Record<ReachLearner, number>;
  /** For each K, learner and seed: thousandths of lists answered rightly, every twenty updates. */
  right: Record<string, Record<ReachLearner, readonly (readonly number[])[]>>;
  /** The same at the end for a single pair and thirty pauses. */
  pauses: Record<ReachLearner, readonly number[]>;
  /** For each K, of the first seed: what the question looks at on the shown list, in thousandths, and both answers. */
  shown: Record<string, { weights: readonly number[]; attention: number; gru: number }>;
}

const file = record as ReachRecordFile;

/** Shares answered rightly, seed by seed, every twenty updates. */
export const reachRuns = (size: number, learner: ReachLearner): number[][] =>
  file.right[String(size)][learner].map((run) => run.map((thousandths) => thousandths / 1000));

/** The lowest and the highest of the seeds' shares at every reading. */
export function reachBand(size: number, learner: ReachLearner): { low: number[]; high: number[] } {
  const runs = reachRuns(size, learner);
  const at = runs[0].map((_, i) => runs.map((run) => run[i]));
  return { low: at.map((shares) => Math.min(...shares)), high: at.map((shares) => Math.max(...shares)) };
}

/** What the question of the shown list looked at when the first seed's training was over, and both answers. */
export const reachShown = (size: number): { weights: Float32Array; attention: number; gru: number } => {
  const { weights, attention, gru } = file.shown[String(size)];
  return { weights: Float32Array.from(weights, (thousandths) => thousandths / 1000), attention, gru };
};

export const reachFacts = {
  seeds: file.seeds,
  parameters: file.parameters,
  pauses: file.pauses,
  sizes: reachSizes as readonly ReachSize[],
};
