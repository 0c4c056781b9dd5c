// One neuron, to be trained twice from the same start on the same ones and sevens: once by cross-entropy and once by the squared
// error of its answers. The first frame is the start itself and costs no training; the rest stands in which-loss-training.ts.
import { countReadRight, sumOfAverageOne, type Cut, type LossName } from '../models/two-losses.ts';
import { random } from '../random.ts';
import { defineJob } from './job.ts';

export interface WhichLossParameters {
  /** The bias at the start. */
  bias: number;
  rate: number;
  /** Deals the two small weights at the start. */
  seed: number;
}

export interface Reader {
  cut: Cut;
  /** How many of the digits it reads right. */
  right: number;
  /** Its sum for the average one. */
  sum: number;
}

export type WhichLossFrame = Readonly<Record<LossName, Reader>>;

/** The weights at the start lie between −SMALL and SMALL. */
const SMALL = 0.1;

/** What a cut comes to. */
export const readCut = (cut: Cut): Reader => ({ cut, right: countReadRight(cut), sum: sumOfAverageOne(cut) });

/** Where both begin. */
export function whichLossStart({ bias, seed }: WhichLossParameters): Cut {
  const rng = random(seed);
  return { w1: rng.uniform(-SMALL, SMALL), w2: rng.uniform(-SMALL, SMALL), b: bias };
}

/** What a page shows of it by itself. */
export const whichLossAtRest = defineJob<WhichLossParameters, WhichLossFrame>({
  name: 'which-loss',
  *run(parameters) {
    const start = whichLossStart(parameters);
    yield { crossEntropy: readCut(start), squaredError: readCut(start) };
  },
});
