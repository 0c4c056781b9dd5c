// What ten runs of each size of batch came to, at the rate that suits it best: batch-runs.json, made by scripts/batch-runs.ts.
import record from './batch-runs.json' with { type: 'json' };

/** What ten runs of one size came to, each at the rate that is best for that size. */
export interface RecordedRuns {
  size: number;
  rate: number;
  /** Mean loss over the seeds, and the lowest and highest, at each reading. */
  mean: readonly number[];
  low: readonly number[];
  high: readonly number[];
}

/** The seeds over which the record was made. */
export const recordedSeeds: readonly number[] = record.seeds;
export const recordedRuns = record.runs as readonly RecordedRuns[];

export function recordedRun(size: number): RecordedRuns {
  const found = recordedRuns.find((run) => run.size === size);
  if (!found) throw new RangeError(`batch runs: none recorded for batches of ${size}`);
  return found;
}
