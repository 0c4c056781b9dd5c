// One attention layer and a GRU learn to recall the letter that went with a colour: a frame every twenty updates. The first frame,
// here, is empty; the rest stands in learn-recall-training.ts.
import type { ReachReading } from '../models/reach-training.ts';
import { defineJob } from './job.ts';

export interface LearnRecallSetting {
  /** Pairs in a list. */
  size: number;
  seed: number;
}

/** A reading of each, or nothing yet. */
export type LearnRecallFrame = { attention: ReachReading; gru: ReachReading } | null;

/** What a page shows of it by itself. */
export const learnRecallAtRest = defineJob<LearnRecallSetting, LearnRecallFrame>({
  name: 'learn-recall',
  fast: true,
  *run() {
    yield null;
  },
});
