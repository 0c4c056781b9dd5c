// How many multiplications it takes to pass characters through a GPT: those that every place costs, whatever stands before it, and
// those by which it looks back. Counted from the shapes, never timed.

export interface CostSizes {
  readonly width: number;
  readonly layers: number;
  readonly vocabulary: number;
}

/** Of one place, in all dense layers: queries, keys, values, the projection, the two wide layers, and the scores at the end. */
export const denseCost = ({ width, layers, vocabulary }: CostSizes): number =>
  layers * 12 * width * width + width * vocabulary;

/** Of one place that looks at `seen` places, itself included: a dot product with each key, and a share of each value. */
export const lookCost = ({ width, layers }: CostSizes, seen: number): number => layers * 2 * width * seen;

/** Of the places from `from` to `to` − 1, each looking at itself and all before it. */
export const placesCost = (sizes: CostSizes, from: number, to: number): number =>
  (to - from) * denseCost(sizes) + lookCost(sizes, (to * (to + 1) - from * (from + 1)) / 2);

/** One run through the network: which places it works out. */
export interface Pass {
  from: number;
  to: number;
}

/**
 * The passes that it takes to read a prompt and write on: the prompt in one, and then one for every character but the last, which
 * nobody reads. With `keep`, keys and values of earlier places are kept; without, every pass works all places out again.
 */
export const passesOf = (prompt: number, written: number, keep: boolean): Pass[] =>
  Array.from({ length: Math.max(1, written) }, (_, i) => ({
    from: keep && i > 0 ? prompt + i - 1 : 0,
    to: prompt + i,
  }));
