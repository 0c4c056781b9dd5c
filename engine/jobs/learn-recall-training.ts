// The training of learn-recall.ts: both learners in step.
import { trainReach } from '../models/reach-training.ts';
import { defineJob } from './job.ts';
import type { LearnRecallFrame, LearnRecallSetting } from './learn-recall.ts';
import { whole } from './whole.ts';

function* inPieces({ size, seed }: LearnRecallSetting): Generator<LearnRecallFrame | undefined, void, void> {
  yield null;
  const gru = trainReach('gru', size, seed);
  for (const attention of trainReach('attention', size, seed)) {
    const beside = gru.next().value;
    yield attention && beside ? { attention, gru: beside } : undefined;
  }
}

export const learnRecall = defineJob<LearnRecallSetting, LearnRecallFrame>({
  name: 'learn-recall',
  fast: true,
  run: (setting) => whole(inPieces(setting)),
  inPieces,
});
