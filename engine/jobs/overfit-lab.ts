// Five networks are to learn a curve: a frame every few steps. The first frame, before any training, is
// empty; the rest stands in overfit-lab-training.ts.
import type { CurveLabReading, CurveLabSetting } from '../models/curve-lab.ts';
import { defineJob } from './job.ts';

export type OverfitLabFrame = CurveLabReading | null;

/** What a page shows of it by itself. */
export const overfitLabAtRest = defineJob<CurveLabSetting, OverfitLabFrame>({
  name: 'overfit-lab',
  *run() {
    yield null;
  },
});
