// Five networks learn to read from few digits: a frame every few steps. The first frame, before any digit is needed, is empty.
import { digitLabFiles, trainReaders, type DigitLabReading, type DigitLabSetting } from '../models/digit-lab.ts';
import { defineJob } from './job.ts';

export type FewDigitsFrame = DigitLabReading | null;

export const fewDigits = defineJob<DigitLabSetting, FewDigitsFrame>({
  name: 'few-digits',
  fast: true,
  files: digitLabFiles,
  *run(setting) {
    yield null;
    yield* trainReaders(setting);
  },
});
