// A small network is to learn from a sample in which something was planted, and to be judged on held-out digits group by group.
// The first frame, before any digit is needed, says that nothing is known yet; the rest stands in learn-planted-training.ts.
import { plantedFiles, type Plant } from '../models/plants.ts';
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

/** What a page shows of it by itself. */
export const learnPlantedAtRest = defineJob<LearnPlantedParameters, LearnPlantedFrame>({
  name: 'learn-planted',
  files: Object.values(plantedFiles),
  *run() {
    yield { step: 0, groups: [] };
  },
});
