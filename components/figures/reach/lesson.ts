// What `Reach` shows and says: the run of the last frame or, before anything was trained, the recorded one. Knows no drawing.
import { REACH_STEPS, reachRuns, reachShown, shownList, type ReachLearner } from '#engine';
import type { LearnRecallFrame } from '#engine/jobs';
import { fixed } from '../../charts/format.ts';

export type Frames = readonly LearnRecallFrame[];

/** How things are before anything, then both untrained, then a frame for every twenty of 800 updates. */
export const FRAMES = 42;

export interface Setting {
  pairs: string;
  seed: number;
}

const letterOf = (number: number): string => String.fromCharCode(65 + number);

/** Shares answered rightly, at every reading so far; null when nothing was trained yet. */
export const sharesOf = (frames: Frames, learner: ReachLearner): number[] =>
  frames.flatMap((frame) => (frame ? [frame[learner].right] : []));

const last = (frames: Frames): LearnRecallFrame => frames[frames.length - 1];
export const isTrained = (frames: Frames): boolean => last(frames)?.attention.step === REACH_STEPS;

/** How well a learner does now: the reader's own, or in the record of the first seed. */
export function shareOf({ pairs }: Setting, frames: Frames, learner: ReachLearner): number {
  const own = last(frames)?.[learner].right;
  if (own !== undefined) return own;
  const [first] = reachRuns(Number(pairs), learner);
  return first[first.length - 1];
}

/** How the recorded seeds end. */
export const recordedEnds = (size: number, learner: ReachLearner): number[] =>
  reachRuns(size, learner).map((run) => run[run.length - 1]);

export interface Shown {
  list: { colour: number; letter: string; weight: number }[];
  asked: number;
  right: string;
  attention: string;
  gru: string;
}

/** The shown list, what attention looks at in it, and what both answer. */
export function shownIn({ pairs }: Setting, frames: Frames): Shown {
  const size = Number(pairs);
  const { colours, letters, answers } = shownList(size);
  const frame = last(frames);
  const recorded = reachShown(size);
  const weights = frame ? frame.attention.weights : recorded.weights;
  return {
    list: Array.from({ length: size }, (_, i) => ({
      colour: colours[i],
      letter: letterOf(letters[i]),
      weight: weights?.[i] ?? 0,
    })),
    asked: colours[size],
    right: letterOf(answers[0]),
    attention: letterOf(frame ? frame.attention.answer : recorded.attention),
    gru: letterOf(frame ? frame.gru.answer : recorded.gru),
  };
}

const percent = (share: number) => `**${fixed(100 * share, 0)}\u00a0%**`;

export function tell(setting: Setting, frames: Frames): string {
  const [attention, gru] = (['attention', 'gru'] as const).map((learner) => percent(shareOf(setting, frames, learner)));
  const frame = last(frames);
  const when = frame
    ? frame.attention.step === 0
      ? 'Untrained'
      : `After ${frame.attention.step} updates`
    : `Recorded, after ${REACH_STEPS} updates`;
  return `${when}, with ${setting.pairs} pairs in a list: one attention layer answers ${attention} rightly, the GRU ${gru}.`;
}
