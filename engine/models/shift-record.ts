// How four networks read digits that were slid aside: what scripts/digit-nets.ts measured, over five seeds, and what the
// first of each answered for a few digits. Only read here.
import type { NetName } from './digit-net-sizes.ts';
import record from './shift-record.json' with { type: 'json' };
import { FARTHEST } from './slide.ts';

/** The file as it is stored. */
export interface ShiftRecordFile {
  /** How many digits were held out. */
  of: number;
  /** How many were read rightly: by network, seed and slide. */
  right: Record<NetName, number[][]>;
  /** Losses of each network’s first minibatches, with the first seed: by them a test knows the training again. */
  losses: Record<NetName, number[]>;
  /** Class and probability: by sample of net-samples.ts, network (in the order of `netNames`) and slide. */
  answers: number[][][][];
}

const file = record as ShiftRecordFile;

export const firstLosses = file.losses;

export interface SlidePoint {
  /** Shares of held-out digits read rightly: the mean over seeds, the worst and the best. */
  mean: number;
  least: number;
  most: number;
}

/** What a network gets right at a slide of `by` pixels. */
export function rightAt(name: NetName, by: number): SlidePoint {
  const counts = file.right[name].map((row) => row[by + FARTHEST] / file.of);
  const mean = counts.reduce((sum, share) => sum + share, 0) / counts.length;
  return { mean, least: Math.min(...counts), most: Math.max(...counts) };
}

/** What each network, in the order of `netNames`, answers for a sample slid by so many pixels. */
export const recordedAnswers = (sample: number, by: number): { digit: number; p: number }[] =>
  file.answers[sample].map((bySlide) => ({ digit: bySlide[by + FARTHEST][0], p: bySlide[by + FARTHEST][1] }));
