// Four ways down from the same start, each at the rate that a search found best for it on that landscape. Gradients are
// the engine's, updates its optimisers'; this file knows the rules of the race and nothing of its picture.
import { adam, momentum, rmsprop, sgd, type Optimizer } from '../optim.ts';
import type { Place, Surface } from './landscapes.ts';
import { surface, type SurfaceName } from './surface.ts';
import tuned from './tuned-rates.json' with { type: 'json' };

export type Method = 'descent' | 'momentum' | 'rmsprop' | 'adam';
export const methods: readonly Method[] = ['descent', 'momentum', 'rmsprop', 'adam'];

/** The hyperparameters besides the rate are the usual ones, the same on every landscape. */
const optimizers: Record<Method, (rate: number) => Optimizer> = {
  descent: (rate) => sgd({ rate }),
  momentum: (rate) => momentum({ rate, momentum: 0.9 }),
  rmsprop: (rate) => rmsprop({ rate, decay: 0.9 }),
  adam: (rate) => adam({ rate, beta1: 0.9, beta2: 0.999 }),
};

/** Steps of a race. */
export const STEPS = 200;
/** Home: from that step to the last, the loss stays within this of the lowest. */
export const NEAR = 0.01;
/** Farther from the middle of the map than this, a walker is lost. */
const LOST = 50;

export interface Walk {
  /** Where it stood at step 0, 1, …; shorter than the race when the walker was lost. */
  path: readonly Place[];
  losses: readonly number[];
  /** The step from which it is home. */
  home: number | null;
  lost: boolean;
}

export function walk(ground: Surface, method: Method, rate: number, start: Place, steps = STEPS): Walk {
  const optimizer = optimizers[method](rate);
  const state = optimizer.start(2);
  const at = Float64Array.from(start);
  const path: Place[] = [];
  const losses: number[] = [];
  let lost = false;
  for (let step = 0; step <= steps && !lost; step++) {
    const { loss, gradient } = ground.feel([at[0], at[1]]);
    path.push([at[0], at[1]]);
    losses.push(loss);
    lost = !(Math.sqrt(at[0] * at[0] + at[1] * at[1]) < LOST);
    optimizer.apply(at, gradient, state);
  }
  let home = losses.length;
  while (home > 0 && losses[home - 1] <= ground.lowest + NEAR) home--;
  return { path, losses, home: lost || home === losses.length ? null : home, lost };
}

/** The rates that are tried: ten a decade, from 0.001 to 80. */
export const rateGrid: readonly number[] = [-3, -2, -1, 0, 1].flatMap((decade) =>
  // eslint-disable-next-line no-restricted-syntax -- rounded to three digits at once
  [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8].map((digit) => Number((digit * 10 ** decade).toPrecision(3))),
);

/** Mean step of homecoming over the landscape's starts; who never comes home counts as twice the race. */
export function score(name: SurfaceName, method: Method, rate: number): number {
  const ground = surface(name);
  const homes = ground.starts.map((start) => walk(ground, method, rate, start).home ?? 2 * STEPS);
  return homes.reduce((sum, home) => sum + home, 0) / homes.length;
}

/** The rate with the best score on the grid; of equals, the smallest. */
export function tune(name: SurfaceName, method: Method): { rate: number; score: number } {
  let best = { rate: 0, score: Infinity };
  for (const rate of rateGrid) {
    const found = score(name, method, rate);
    if (found < best.score) best = { rate, score: found };
  }
  return best;
}

/** What scripts/tune-race.ts found: for each landscape and method the best rate and its score. */
export const tunedRates: Record<SurfaceName, Record<Method, { rate: number; score: number }>> = tuned;
