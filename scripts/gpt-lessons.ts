// Lets the small GPT learn from scratch as a reader does in chapter 14, from five seeds, and records its exams:
// engine/models/gpt-lessons.json. Run it with `node scripts/gpt-lessons.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import './shelf.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { teachGpt } from '../engine/jobs/teach-gpt-training.ts';
import { TEACH_MEAN } from '../engine/jobs/teach-gpt.ts';
import type { GptLessonsFile } from '../engine/models/gpt-lessons.ts';

const seeds = [1, 2, 3, 4, 5];
const STEPS = 400;
const short = (value: number) => Number(value.toFixed(4));

const runs = seeds.map((seed) => {
  const run: GptLessonsFile['runs'][number] = { seed, first: 0, held: [] };
  for (const { step, bits, held } of teachGpt.run({ seed, from: 'scratch' })) {
    if (step === TEACH_MEAN && bits !== null) run.first = bits;
    if (step && held !== null) {
      run.held.push(short(held));
      console.log(`seed ${seed}, update ${step}: ${held.toFixed(3)} bits per held-out character`);
    }
    if (step === STEPS) break;
  }
  return run;
});
const file: GptLessonsFile = { runs };
const path = new URL('../engine/models/gpt-lessons.json', import.meta.url);
writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
