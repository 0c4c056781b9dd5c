// The race of the four methods as frames: where each walker stands after so many steps, and who is home. The whole race is
// walked at once, since nobody can be called home before its end is known.
import type { Place } from '../models/landscapes.ts';
import { methods, STEPS, tunedRates, walk, type Method } from '../models/optimizer-race.ts';
import { surface, type SurfaceName } from '../models/surface.ts';
import { defineJob } from './job.ts';

export interface RaceParameters {
  land: SurfaceName;
  start: Place;
  /** All tuned rates are multiplied by this. */
  factor: number;
}

export interface Walker {
  method: Method;
  at: Place;
  loss: number;
  /** The step from which it is home, once it is. */
  home: number | null;
  /** It has left the map for good. */
  lost: boolean;
}

export const race = defineJob<RaceParameters, readonly Walker[]>({
  name: 'race',
  *run({ land, start, factor }) {
    const walks = methods.map((method) => walk(surface(land), method, tunedRates[land][method].rate * factor, start));
    for (let step = 0; step <= STEPS; step++) {
      yield walks.map(({ path, losses, home, lost }, i) => {
        const last = Math.min(step, path.length - 1);
        return {
          method: methods[i],
          at: path[last],
          loss: losses[last],
          home: home !== null && home <= step ? home : null,
          lost: lost && step >= path.length - 1,
        };
      });
    }
  },
});
