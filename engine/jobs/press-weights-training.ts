// Trains the three networks of press-weights.ts: a frame every twenty updates.
import { pressNet } from '../models/pressed-net.ts';
import { EVERY, UPDATES } from '../models/pressing.ts';
import { defineJob } from './job.ts';
import { pressWeightsAtRest, type PressWeightsFrame, type PressWeightsParameters } from './press-weights.ts';

export const pressWeights = defineJob<PressWeightsParameters, PressWeightsFrame>({
  name: pressWeightsAtRest.name,
  *run(parameters) {
    yield* pressWeightsAtRest.run(parameters);
    const [none, l1, l2] = (['none', 'l1', 'l2'] as const).map((penalty) => pressNet({ ...parameters, penalty }));
    for (let updates = EVERY; updates <= UPDATES; updates += EVERY)
      yield { updates, nets: { none: none(EVERY), l1: l1(EVERY), l2: l2(EVERY) } };
  },
});
