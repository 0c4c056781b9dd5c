// The training of teach-gpt.ts: by the recipe of the book's own weights, but for a much shorter time.
import { proseFile, readProse, type Prose } from '../data/prose.ts';
import { shelved } from '../data/shelf.ts';
import { toHalf } from '../export/half.ts';
import { gptPacked } from '../models/tiny-gpt-sizes.ts';
import { gptRecipe, gptExam, trainGpt } from '../models/tiny-gpt-training.ts';
import { gptRow, readGpt } from '../models/tiny-gpt.ts';

import { stretchOf } from '../models/tiny-gpt-record.ts';
import { defineJob } from './job.ts';
import {
  nothingTaught,
  TEACH_EVERY,
  TEACH_EXAM,
  TEACH_STEPS,
  TEACH_WEIGHTS,
  teachGptFiles,
  type TeachGptFrame,
  type TeachGptSetting,
} from './teach-gpt.ts';

/** Weights that were trained with a rate that fell to zero are taken on with a small one. */
const ONWARD = { rate: 0.0003, warmUp: 20, cool: 1 };
const SCRATCH = { cool: 300 };

let prose: Prose | undefined;

export const teachGpt = defineJob<TeachGptSetting, TeachGptFrame>({
  name: 'teach-gpt',
  fast: true,
  files: teachGptFiles,
  *run({ seed, from }) {
    yield nothingTaught;
    prose ??= readProse(shelved(proseFile.path));
    const recipe = { ...gptRecipe, seed, steps: TEACH_STEPS, ...(from === 'book' ? ONWARD : SCRATCH) };
    const start = from === 'book' ? readGpt(shelved(gptPacked.path)) : undefined;
    const exam = gptExam(stretchOf(prose));
    let sum = 0;
    for (const { step, bits, parameters } of trainGpt(prose.train, recipe, start)) {
      sum += bits ?? 0;
      if (step % TEACH_EVERY) continue;
      yield {
        step,
        bits: step ? sum / TEACH_EVERY : null,
        held: step % TEACH_EXAM ? null : exam(parameters).bits,
        weights: step % TEACH_WEIGHTS ? null : Uint16Array.from(gptRow(parameters), toHalf),
      };
      sum = 0;
    }
  },
});
