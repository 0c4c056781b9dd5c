// The small GPT learns from Moby-Dick, from scratch or on from the book's weights: a frame an update. The first frame, here, is
// empty; the rest stands in teach-gpt-training.ts.
import { proseFile } from '../data/prose.ts';
import { gptPacked } from '../models/tiny-gpt-sizes.ts';
import { defineJob } from './job.ts';

export interface TeachGptSetting {
  seed: number;
  from: 'scratch' | 'book';
}

export interface TeachGptFrame {
  /** Updates made so far. */
  step: number;
  /** Bits per character on the text of the last ten updates (or of all, if there were fewer), before each; null before the first. */
  bits: number | null;
  /** Bits per character on a stretch of the held-out chapters, every hundred updates. */
  held: number | null;
  /** All parameters in half precision, every fifty updates; of the untrained network there is nothing to ask. */
  weights: Uint16Array | null;
}

/** Updates in a run, those that a reading of bits looks back on, and between two sets of weights and two exams. */
export const TEACH_STEPS = 1000;
export const TEACH_MEAN = 10;
export const TEACH_WEIGHTS = 50;
export const TEACH_EXAM = 100;

export const nothingTaught: TeachGptFrame = { step: 0, bits: null, held: null, weights: null };

/** What it needs: the text and, to go on from them, the book's weights. */
export const teachGptFiles = ({ from }: TeachGptSetting): readonly string[] =>
  from === 'book' ? [proseFile.path, gptPacked.path] : [proseFile.path];

/** What a page shows of it by itself. */
export const teachGptAtRest = defineJob<TeachGptSetting, TeachGptFrame>({
  name: 'teach-gpt',
  fast: true,
  files: teachGptFiles,
  *run() {
    yield nothingTaught;
  },
});
