// Five networks overfit a curve, or are kept from it: a frame every few steps. The first frame, before any training, is empty.
import { trainCurves, type CurveLabReading, type CurveLabSetting } from '../models/curve-lab.ts';
import { defineJob } from './job.ts';

export type OverfitLabFrame = CurveLabReading | null;

export const overfitLab = defineJob<CurveLabSetting, OverfitLabFrame>({
  name: 'overfit-lab',
  fast: true,
  *run(setting) {
    yield null;
    yield* trainCurves(setting);
  },
});
