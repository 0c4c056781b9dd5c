/**
 * What `PerceptronRule` says of a run of Rosenblatt's rule: the points and where they lie in the plot, the cut that the
 * weights of a frame make, the bound. Knows no drawing.
 */
import {
  measuredDigits,
  perceptronOutput,
  planarExamples,
  widestMargin,
  type Margin,
  type PlanarSetName,
  type Units,
} from '#engine';
import type { PerceptronFrame } from '#engine/jobs';
import type { Cut } from '../../charts/cut.ts';

export interface LessonState {
  set: PlanarSetName;
  units: Units;
}

/** After this many corrections a run is given up. */
export const MOST = 1000;

export const NAMES: Record<PlanarSetName, { classes: readonly [string, string]; many: string }> = {
  onesAndNoughts: { classes: ['a one', 'a nought'], many: 'digits' },
  onesAndSevens: { classes: ['a one', 'a seven'], many: 'digits' },
  xor: { classes: ['a corner that wants 0', 'a corner that wants 1'], many: 'corners' },
};

/** Where the examples lie in the plot, which is drawn on the common scale whatever units the rule is told. */
export const places = ({ set }: LessonState) => planarExamples(set, 'scaled');

/** The rule's weights as a cut of the plot. */
export function cutOf({ set, units }: LessonState, [w1, w2, b]: readonly number[]): Cut {
  if (set === 'xor' || units === 'scaled') return { w1, w2, b };
  const { ink, symmetry } = measuredDigits[set];
  return { w1: w1 * ink.deviation, w2: w2 * symmetry.deviation, b: b + w1 * ink.mean + w2 * symmetry.mean };
}

/** The examples as a frame's weights judge them. */
export function judged(state: LessonState, weights: readonly number[]) {
  const told = planarExamples(state.set, state.units);
  return places(state).map(({ inputs, target }, i) => ({
    at: [inputs[0], inputs[1]] as const,
    target,
    right: perceptronOutput(weights, told[i].inputs) === target,
  }));
}

const margins = new Map<string, Margin | undefined>();

/** The widest margin and Novikoff's bound, or undefined when no line separates the examples. */
export function marginOf({ set, units }: LessonState): Margin | undefined {
  const key = `${set} ${units}`;
  if (!margins.has(key)) margins.set(key, widestMargin(planarExamples(set, units)));
  return margins.get(key);
}

export const last = (frames: readonly PerceptronFrame[]): PerceptronFrame => frames[frames.length - 1];
