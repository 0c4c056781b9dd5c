// One query over a few keys and values, in numbers that can be checked on paper: scores, softmax, mix. Also how far dot products of
// long vectors spread, which is what the division by √d is for.
import { exp } from '../kernels/math.ts';
import { random } from '../random.ts';

export type Pair = readonly [number, number];

export interface Look {
  /** q · k, whoever is asked. */
  scores: number[];
  /** What goes into the softmax; null where a word may not be seen. */
  logits: (number | null)[];
  weights: number[];
  /** weight × value. */
  shares: number[];
  mix: number;
}

export interface Asked {
  query: Pair;
  keys: readonly Pair[];
  values: readonly number[];
  /** The place of the word that asks, from 0. */
  from: number;
  /** Whether it may look only at itself and at words before it. */
  causal: boolean;
  /** Whether scores are divided by √2. */
  scaled: boolean;
}

export function lookOnce({ query, keys, values, from, causal, scaled }: Asked): Look {
  const scores = keys.map(([a, b]) => query[0] * a + query[1] * b);
  const logits = scores.map((score, i) => (causal && i > from ? null : scaled ? score / Math.SQRT2 : score));
  const most = Math.max(...logits.filter((logit) => logit !== null));
  const powers = logits.map((logit) => (logit === null ? 0 : exp(logit - most)));
  const sum = powers.reduce((total, power) => total + power, 0);
  const weights = powers.map((power) => power / sum);
  const shares = weights.map((weight, i) => weight * values[i]);
  return { scores, logits, weights, shares, mix: shares.reduce((total, share) => total + share, 0) };
}

/** The root mean square of dot products of pairs of vectors with `d` normal numbers each, over 2,000 pairs. */
export function spreadOfDots(d: number): number {
  const luck = random(1).fork(`dots ${d}`);
  let squares = 0;
  for (let pair = 0; pair < 2000; pair++) {
    let dot = 0;
    for (let i = 0; i < d; i++) dot += luck.normal() * luck.normal();
    squares += dot * dot;
  }
  return Math.sqrt(squares / 2000);
}
