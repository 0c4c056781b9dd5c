// The training of overfit-lab.ts: how five networks stand, every few steps.
import type { CurveLabSetting } from '../models/curve-lab.ts';
import { trainCurves } from '../models/curve-lab-training.ts';
import { defineJob } from './job.ts';
import type { OverfitLabFrame } from './overfit-lab.ts';

export const overfitLab = defineJob<CurveLabSetting, OverfitLabFrame>({
  name: 'overfit-lab',
  *run(setting) {
    yield null;
    yield* trainCurves(setting);
  },
});
