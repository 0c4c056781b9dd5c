/** The paper of a plot: its measures and scales, and how a mark inside a `Plot` learns of them. */
import { getContext } from 'svelte';
import type { Scale } from './scale.ts';

export interface Margin {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** What a drawing is told of its paper. Lengths are pixels. */
export interface Paper {
  width: number;
  height: number;
  /** The book's unit: 8 on a phone to 12 on a wall. A margin line is 2u. */
  u: number;
  /** Size of a label: at least 14. */
  label: number;
  /** Narrower than 560: leave out what can be left out. */
  narrow: boolean;
  /** The field inside the margins. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Scales over the field, for the `x` and `y` domains given to Plot. */
  x: Scale;
  y: Scale;
}

export const PAPER = 'paper';

/** Call while the mark's component starts; the result follows the plot as it is resized. */
export function usePaper(): () => Paper {
  const paper = getContext<(() => Paper) | undefined>(PAPER);
  if (!paper) throw new Error('this mark needs a Plot around it');
  return paper;
}
