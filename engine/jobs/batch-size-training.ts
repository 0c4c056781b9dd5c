// The training of batch-size.ts: a frame for each reading of the loss, the one before training included.
import { LOOKS, type BatchRunSetting } from '../models/batch-run.ts';
import { batchRun } from '../models/batch-training.ts';
import type { BatchSizeFrame } from './batch-size.ts';
import { defineJob } from './job.ts';

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
