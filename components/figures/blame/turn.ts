/** What `Blame` computes and says: the thread with its knobs turned, all nine slopes, and what a step by them would do. */
import { runThread, thread, threadParameters, type ThreadKnobs } from '#engine';
import { fixed } from '../../charts/format.ts';
import { tidy } from '../../figure/knobs.ts';

/** The rate of the step that the button takes. */
export const RATE = 0.5;
export const REACH = 3;

export const names = ['W11', 'W12', 'W21', 'W22', 'b1', 'b2', 'v1', 'v2', 'c'] as const;
export type Name = (typeof names)[number];

/** "W₂₂" */
export const written = (name: string): string => name.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]);

export interface BlameState {
  weights: readonly number[];
  picked: Name;
  show: 'gradients' | 'weights';
  order: 'after' | 'early';
}

export interface Reading extends ThreadKnobs {
  /** The slopes as they are when nothing is updated before its time. */
  right: number[];
  rightHidden: number[];
  /** Those whose sign the early update turned round. */
  turned: number;
  /** Loss and answer after one step of all nine by these slopes. */
  next: { loss: number; p: number };
  /** The parameter with the largest slope. */
  largest: number;
}

export function stepped(weights: readonly number[], slopes: readonly number[]): number[] {
  return weights.map((weight, i) =>
    tidy(Math.min(REACH, Math.max(-REACH, Number((weight - RATE * slopes[i]).toFixed(6))))),
  );
}

const opposite = (a: number, b: number) => a * b < 0;

export function readThread({ weights, order }: BlameState): Reading {
  const { slopes: right, gradients } = runThread(weights);
  const now = order === 'early' ? runThread(weights, RATE) : runThread(weights);
  const { loss, p } = runThread(stepped(weights, now.slopes)).forward;
  const sizes = now.slopes.map(Math.abs);
  return {
    ...now,
    right,
    rightHidden: gradients.h,
    turned: now.slopes.filter((slope, i) => opposite(slope, right[i])).length,
    next: { loss, p },
    largest: sizes.indexOf(Math.max(...sizes)),
  };
}

export const isTurned = ({ slopes, right }: Reading, i: number): boolean => opposite(slopes[i], right[i]);

/** Which knobs no longer stand where the thread has them. */
export const moved = (weights: readonly number[]): number[] =>
  weights.flatMap((weight, i) => (Math.abs(weight - threadParameters[i]) > 1e-9 ? [i] : []));

export function describe(state: BlameState, reading: Reading): string {
  const { forward, slopes, next, largest, turned } = reading;
  const start = `The answer is **${fixed(forward.p, 3)}** where ${thread.target} is right, and the loss is **${fixed(forward.loss, 3)}**.`;
  if (state.show === 'weights') {
    const at = names.indexOf(state.picked);
    return `${start} ${written(state.picked)} stands at **${fixed(state.weights[at], 2)}**. Turn a knob and see whether the loss falls.`;
  }
  const after = `One step of all nine at rate ${RATE} takes the loss to **${fixed(next.loss, 3)}**.`;
  if (state.order === 'early')
    return `${start} The output’s weights were updated before the way back was finished, and **${turned} of 9** slopes have the wrong sign. ${after}`;
  const slope = slopes[largest];
  if (Math.abs(slope) < 5e-4) return `${start} All nine slopes are nearly zero: there is no knob that matters here.`;
  return `${start} The largest slope is that of ${written(names[largest])}, **${fixed(slope, 3)}**: turn it **${slope < 0 ? 'up' : 'down'}**. ${after}`;
}
