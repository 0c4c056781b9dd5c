// A network learns to turn short English phrases into French: a frame every twenty-five updates. The first frame, here, is empty; the rest
// stands in translate-training.ts.
import { phraseFile } from '../data/phrases.ts';
import type { TranslatorReading, TranslatorSetting } from '../models/translator.ts';
import { defineJob } from './job.ts';

/** A reading, or nothing yet. */
export type TranslateFrame = TranslatorReading | null;

/** What a page shows of it by itself. */
export const translateAtRest = defineJob<TranslatorSetting, TranslateFrame>({
  name: 'translate',
  fast: true,
  files: [phraseFile.path],
  *run() {
    yield null;
  },
});
