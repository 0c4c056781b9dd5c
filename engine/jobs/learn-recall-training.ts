// The training of learn-recall.ts: both learners in step.
import { trainReach } from '../models/reach-training.ts';
import { defineJob } from './job.ts';
import type { LearnRecallFrame, LearnRecallSetting } from './learn-recall.ts';

export const learnRecall = defineJob<LearnRecallSetting, LearnRecallFrame>({
  name: 'learn-recall',
  fast: true,
  *run({ size, seed }) {
    yield null;
    const gru = trainReach('gru', size, seed);
    for (const attention of trainReach('attention', size, seed)) {
      const beside = gru.next().value;
      if (beside) yield { attention, gru: beside };
    }
  },
});
