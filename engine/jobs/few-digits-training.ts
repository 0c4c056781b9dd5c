// The training of few-digits.ts: how five networks stand, every few steps.
import { digitLabFiles, type DigitLabSetting } from '../models/digit-lab.ts';
import { trainReaders } from '../models/digit-lab-training.ts';
import { defineJob } from './job.ts';
import type { FewDigitsFrame } from './few-digits.ts';

export const fewDigits = defineJob<DigitLabSetting, FewDigitsFrame>({
  name: 'few-digits',
  files: digitLabFiles,
  *run(setting) {
    yield null;
    yield* trainReaders(setting);
  },
});
