// The classes of digits, and which of them an answer is for.
export const CLASSES = 10;

/** The most likely class, the first one of several. */
export const mostLikely = (probabilities: ArrayLike<number>): number => {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i] > probabilities[best]) best = i;
  return best;
};
