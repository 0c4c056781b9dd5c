// Three networks, to be trained side by side from the same first weights: without a penalty, with L1 and with L2. The first frame
// says that nothing is known yet; press-weights-training.ts has the rest.
import type { L1Way, Penalty, PressedNet } from '../models/pressing.ts';
import { defineJob } from './job.ts';

export interface PressWeightsParameters {
  /** λ of both penalties. */
  strength: number;
  way: L1Way;
  seed: number;
}

export interface PressWeightsFrame {
  /** Updates made so far. */
  updates: number;
  /** Null before training. */
  nets: Readonly<Record<Penalty, PressedNet>> | null;
}

/** What a page shows of it by itself. */
export const pressWeightsAtRest = defineJob<PressWeightsParameters, PressWeightsFrame>({
  name: 'press-weights',
  *run() {
    yield { updates: 0, nets: null };
  },
});
