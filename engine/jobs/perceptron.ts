// Rosenblatt's rule on one of the planar sets, as frames. The first twenty corrections are a frame each; after that the
// frames are a time lapse, each about a twentieth more corrections than the one before.
import { countMistakes, learnPerceptron, type Correction } from '../models/perceptron.ts';
import { planarExamples, type PlanarSetName, type Units } from '../models/planar-examples.ts';
import { random } from '../random.ts';
import { defineJob } from './job.ts';

export interface PerceptronParameters {
  set: PlanarSetName;
  units: Units;
  /** Deals the order in which the examples are looked at. */
  seed: number;
  /** Corrections after which the run gives up. */
  most: number;
}

export interface PerceptronFrame extends Correction {
  /** How many of the examples the weights of this frame misjudge. */
  mistakes: number;
}

const EACH = 20;

export const perceptron = defineJob<PerceptronParameters, PerceptronFrame>({
  name: 'perceptron',
  *run({ set, units, seed, most }) {
    const examples = planarExamples(set, units);
    let due = 0;
    for (const correction of learnPerceptron(examples, random(seed))) {
      if (correction.count < due && !correction.settled && correction.count < most) continue;
      yield { ...correction, mistakes: countMistakes(correction.weights, examples) };
      if (correction.count >= most) return;
      due = correction.count < EACH ? correction.count + 1 : Math.ceil(correction.count * 1.05);
    }
  },
});
