// Five networks are to learn to read from few digits: a frame every few steps. The first frame, before any training, is
// empty; the rest stands in few-digits-training.ts.
import { digitLabFiles, type DigitLabReading, type DigitLabSetting } from '../models/digit-lab.ts';
import { defineJob } from './job.ts';

export type FewDigitsFrame = DigitLabReading | null;

/** What a page shows of it by itself. */
export const fewDigitsAtRest = defineJob<DigitLabSetting, FewDigitsFrame>({
  name: 'few-digits',
  files: digitLabFiles,
  *run() {
    yield null;
  },
});
