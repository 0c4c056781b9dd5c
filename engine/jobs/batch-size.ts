// A net on two rings, trained in batches of one size: one frame for each 64 looks at a point, until the work is used up.
// The first frame is the net before training.
import { batchRun, LOOKS, type BatchRunSetting } from '../models/batch-run.ts';
import { defineJob } from './job.ts';

export interface BatchSizeFrame {
  /** Examples looked at, one by one. */
  looks: number;
  /** Updates made. */
  updates: number;
  /** Mean loss over all 256 points. */
  loss: number;
}

export const batchSize = defineJob<BatchRunSetting, BatchSizeFrame>({
  name: 'batch-size',
  *run(setting) {
    let reading = 0;
    for (const loss of batchRun(setting)) {
      const looks = LOOKS * reading++;
      yield { looks, updates: Math.floor(looks / setting.size), loss };
    }
  },
});
