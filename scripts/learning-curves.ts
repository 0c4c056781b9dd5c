// Trains small networks on 20 to 20,000 MNIST digits, with some labels made wrong, five seeds each, and records how many
// of MNIST's test digits they read rightly: engine/models/learning-curves.json. Run it with `node
// scripts/learning-curves.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { stratifiedSample } from '../engine/data/sample.ts';
import {
  classesOf,
  noises,
  SEEDS,
  sizes,
  tasks,
  type LearningCurvesFile,
  type Task,
} from '../engine/models/learning-curves.ts';
import { examiner, shrink, takeExamples, trainedReader, type Examples } from '../engine/models/small-reader.ts';
import { random } from '../engine/random.ts';
import { readDigitSet } from './mnist.ts';

/** Every network has the same size and gets the same number of updates: only its data differ. */
export const recipe = { hidden: 32, batch: 32, steps: 2000, rate: 0.05, kernels: 'fast' as const };

const train = readDigitSet('train');
const test = readDigitSet('test');
const only = (labels: Uint8Array, classes: readonly number[]) =>
  Array.from(labels.keys()).filter((index) => classes.includes(labels[index]));

function taskOf(task: Task) {
  const members = only(train.labels, classesOf[task]);
  const heldOut = shrink(test, only(test.labels, classesOf[task]));
  return { pool: shrink(train, members), examiner: examiner(heldOut, recipe.hidden, 'fast'), of: heldOut.count };
}

const known = new Map<Task, ReturnType<typeof taskOf>>();
const asked = (task: Task) => {
  const found = known.get(task) ?? taskOf(task);
  known.set(task, found);
  return found;
};

/** Replaces a share of the labels by another class of the task, each equally likely. */
function mislabel(labels: Uint8Array, percent: number, classes: readonly number[], seed: string): void {
  const rng = random(seed);
  const wrong = rng.permutation(labels.length).subarray(0, Math.round((percent / 100) * labels.length));
  for (const row of wrong) {
    const others = classes.filter((label) => label !== labels[row]);
    labels[row] = others[rng.integer(others.length)];
  }
}

/** What one network learns from: so many digits of a task, with so many labels made wrong. */
export function examplesOf(task: Task, noise: number, size: number, seed: number): Examples {
  const { pool } = asked(task);
  const examples = takeExamples(pool, stratifiedSample(pool.labels, size, random(`${size} ${seed}`)));
  mislabel(examples.labels, noise, classesOf[task], `wrong ${size} ${seed}`);
  return examples;
}

/** Held-out digits that one network reads rightly. */
export function learnFrom(task: Task, noise: number, size: number, seed: number): number {
  const weights = trainedReader(examplesOf(task, noise, size, seed), { ...recipe, seed: `${task} ${size} ${seed}` });
  return asked(task).examiner.right(weights);
}

if (import.meta.main) {
  const file: LearningCurvesFile = { of: {}, right: {} };
  for (const task of tasks) {
    const { pool, of } = asked(task);
    file.of[task] = of;
    for (const noise of noises) {
      file.right[`${task} ${noise}`] = sizes
        .filter((size) => size <= pool.count)
        .map((size) => Array.from({ length: SEEDS }, (_, i) => learnFrom(task, noise, size, i + 1)));
      const means = file.right[`${task} ${noise}`].map((counts) => counts.reduce((a, b) => a + b, 0) / SEEDS / of);
      console.log(task, noise, means.map((mean) => (100 * mean).toFixed(1)).join(' '));
    }
  }
  const path = new URL('../engine/models/learning-curves.json', import.meta.url);
  writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
}
