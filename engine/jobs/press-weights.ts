// Three networks, trained side by side from the same first weights: without a penalty, with L1 and with L2. A frame every twenty
// updates; the first one is before training.
import { penalties, pressNet, type L1Way, type Penalty, type PressedNet } from '../models/pressed-net.ts';
import { defineJob } from './job.ts';

export interface PressWeightsParameters {
  /** λ of both penalties. */
  strength: number;
  way: L1Way;
  seed: number;
}

export type PressWeightsFrame = Readonly<Record<Penalty, PressedNet>>;

export const pressWeights = defineJob<PressWeightsParameters, PressWeightsFrame>({
  name: 'press-weights',
  *run(parameters) {
    const runs = penalties.map((penalty) => pressNet({ ...parameters, penalty }));
    while (true) {
      const looks = runs.map((run) => run.next());
      const [none, l1, l2] = looks.map(({ value }) => value);
      if (!none || !l1 || !l2) return;
      yield { none, l1, l2 };
    }
  },
});
