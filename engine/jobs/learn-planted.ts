// A small network learns from a sample in which something was planted, and is judged on held-out digits group by group:
// a frame every few updates. The first frame, before any digit is needed, says that nothing is known yet.
import { plant, plantedFiles, type Plant } from '../models/planted.ts';
import { examiner, trainReader } from '../models/small-reader.ts';
import { defineJob } from './job.ts';

export interface LearnPlantedParameters {
  plant: Plant;
  /** Share of the rare kind in the training sample, 0 to ½. */
  share: number;
  seed: number;
}

export interface JudgedGroup {
  name: string;
  /** Share of a sample that is mixed like the training sample. */
  share: number;
  right: number;
  of: number;
}

export interface LearnPlantedFrame {
  /** Updates made so far. */
  step: number;
  /** Empty before training. */
  groups: readonly JudgedGroup[];
}

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
