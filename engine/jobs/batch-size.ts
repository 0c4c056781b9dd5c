// A net on two rings, trained in batches of one size: one frame for each 64 looks at a point, until the work is used up.
// The first frame, here, is the net before training; the training itself is fetched by who does it.
import { batchRunReader, batchRunWeights, type BatchRunSetting } from '../models/batch-run.ts';
import { defineJob } from './job.ts';

export interface BatchSizeFrame {
  /** Examples looked at, one by one. */
  looks: number;
  /** Updates made. */
  updates: number;
  /** Mean loss over all 256 points. */
  loss: number;
}

/** What a page shows of it by itself. */
export const batchSizeAtRest = defineJob<BatchRunSetting, BatchSizeFrame>({
  name: 'batch-size',
  *run({ seed }) {
    yield { looks: 0, updates: 0, loss: batchRunReader()(batchRunWeights(seed)) };
  },
});
