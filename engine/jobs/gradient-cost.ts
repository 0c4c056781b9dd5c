// What a gradient costs as a network grows: a frame for each doubling of the hidden layer, until counting it takes too long.
import { countGradientCost, type GradientCost } from '../models/gradient-cost.ts';
import { defineJob } from './job.ts';

export type { GradientCost } from '../models/gradient-cost.ts';

export interface GradientCostParameters {
  /** Numbers whose gradients are wanted. */
  results: number;
}

/** The largest network that is counted. */
const MOST_PARAMETERS = 1050;

export const gradientCost = defineJob<GradientCostParameters, GradientCost>({
  name: 'gradient-cost',
  *run({ results }) {
    for (let hidden = 2; hidden * (3 + results) + results <= MOST_PARAMETERS; hidden *= 2)
      yield countGradientCost(hidden, results);
  },
});
