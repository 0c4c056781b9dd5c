/** How a mark inside a `Plot` learns its measures. */
import { getContext } from 'svelte';
import type { Paper } from './Plot.svelte';

export const PAPER = 'paper';

/** Call while the mark's component starts; the result follows the plot as it is resized. */
export function usePaper(): () => Paper {
  const paper = getContext<(() => Paper) | undefined>(PAPER);
  if (!paper) throw new Error('this mark needs a Plot around it');
  return paper;
}
