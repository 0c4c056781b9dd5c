// The training of teach-gpt.ts: by the recipe of the book's own weights, but for a much shorter time.
import { proseFile, readProse, type Prose } from '../data/prose.ts';
import { shelved } from '../data/shelf.ts';
import { toHalf } from '../export/half.ts';
import { gptPacked } from '../models/tiny-gpt-sizes.ts';
import { gptRecipe, gptExam, trainGpt } from '../models/tiny-gpt-training.ts';
import { stretchOf } from '../models/tiny-gpt-shown.ts';
import { gptRow, readGptHalves } from '../models/tiny-gpt.ts';
import { defineJob } from './job.ts';
import {
  nothingTaught,
  TEACH_EXAM,
  TEACH_MEAN,
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
    const start = from === 'book' ? readGptHalves(shelved(gptPacked.path)) : undefined;
    let exam: ReturnType<typeof gptExam> | undefined; // made when the first is due: the first updates do not wait for it
    const lately: number[] = [];
    for (const { step, bits, parameters } of trainGpt(prose.train, recipe, start)) {
      if (bits !== null) lately.push(bits);
      if (lately.length > TEACH_MEAN) lately.shift();
      const isExam = step > 0 && step % TEACH_EXAM === 0;
      if (isExam) exam ??= gptExam(stretchOf(prose));
      yield {
        step,
        bits: step ? lately.reduce((sum, one) => sum + one, 0) / lately.length : null,
        held: isExam && exam ? exam(parameters).bits : null,
        weights: step === 0 || step % TEACH_WEIGHTS ? null : Uint16Array.from(gptRow(parameters), toHalf),
      };
    }
  },
});
