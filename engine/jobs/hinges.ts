// Three hinges that learn a wanted curve. The first frame is how the reader left them: it costs no training, so the page makes
// it itself. The rest stands in hinges-training.ts.
import { gapOf, type HingeActivation, type HingeNet, type WantedName } from '../models/hinges.ts';
import { defineJob } from './job.ts';

export interface HingesParameters {
  start: HingeNet;
  activation: HingeActivation;
  wanted: WantedName;
}

export interface HingesFrame {
  net: HingeNet;
  /** The largest distance from the wanted curve over the examples. */
  gap: number;
}

/** What a page shows of it by itself. */
export const hingesAtRest = defineJob<HingesParameters, HingesFrame>({
  name: 'hinges',
  *run({ start, activation, wanted }) {
    yield { net: start, gap: gapOf(start, activation, wanted) };
  },
});
