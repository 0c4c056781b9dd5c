// The training of learn-planted.ts: a frame every few updates, with what every group gets.
import { plant } from '../models/planted.ts';
import { plantedFiles } from '../models/plants.ts';
import { examiner, trainReader } from '../models/small-reader.ts';
import { defineJob } from './job.ts';
import type { LearnPlantedFrame, LearnPlantedParameters } from './learn-planted.ts';

const recipe = { hidden: 32, batch: 32, steps: 240, rate: 0.05 };
const EVERY = 4;

export const learnPlanted = defineJob<LearnPlantedParameters, LearnPlantedFrame>({
  name: 'learn-planted',
  files: Object.values(plantedFiles),
  *run({ plant: kind, share, seed }) {
    yield { step: 0, groups: [] };
    const { training, groups } = plant(kind, share, seed);
    const exams = groups.map(({ examples }) => examiner(examples, recipe.hidden));
    for (const { step, weights } of trainReader(training, { ...recipe, seed })) {
      if (step === 0 || step % EVERY !== 0) continue;
      yield {
        step,
        groups: groups.map(({ name, share: part, examples }, i) => ({
          name,
          share: part,
          right: exams[i].right(weights),
          of: examples.count,
        })),
      };
    }
  },
});
