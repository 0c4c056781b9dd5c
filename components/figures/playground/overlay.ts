// A run as lines over the curves.
import type { PlaygroundFrame } from '#engine/jobs';

/** Losses by epoch, on training and on test points. */
export type LossCurve = readonly (readonly [epoch: number, train: number | null, test: number | null])[];

export interface Overlay {
  readonly name: string;
  readonly curve: LossCurve;
}

/** The losses of a run, thinned to about so many moments; its last is among them. */
export function curveOf(frames: readonly PlaygroundFrame[], most: number): LossCurve {
  const every = Math.max(1, Math.ceil(frames.length / most));
  const kept = frames.filter((_, i) => i % every === 0 || i === frames.length - 1);
  return kept.map(({ epoch, train, test }) => [epoch, train.loss, test.loss]);
}
