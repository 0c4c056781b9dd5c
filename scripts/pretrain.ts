// Trains the digit network with this engine, from a seed, on MNIST's 60,000 training digits, and writes what the book
// keeps of it: weights, the recorded run, a few digits already read, and the facts of the model card. The network that
// readers meet is never trained anywhere else. `npm run pretrain`; the second time it only checks that nothing changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { CLASSES, mostLikely } from '../engine/data/classes.ts';
import type { DigitFacts } from '../engine/data/digit-facts.ts';
import type { DigitRunFile } from '../engine/data/digit-run.ts';
import type { DigitSampleFile } from '../engine/data/digit-samples.ts';
import { digitPixels, PIXELS, SIDE, takeDigits, type DigitSet } from '../engine/data/digit-set.ts';
import { packNibbles } from '../engine/data/nibbles.ts';
import { writeSafetensors } from '../engine/export/safetensors.ts';
import { digitReader, digitTensors, HIDDEN, readDigitWeights } from '../engine/models/digits.ts';
import type { DigitWeights } from '../engine/models/digits.ts';
import { digitRecipe, scoreDigits, trainDigits, type Score } from '../engine/models/train-digits.ts';
import { random } from '../engine/random.ts';
import { mnistFiles, readDigitSet } from './mnist.ts';
import { inkPng } from './png.ts';
import { hashOf, sourcesOf } from './sources.ts';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
/** Digits of each class in the recorded run, and training digits that its training loss is measured on. */
const SHOWN_PER_CLASS = 8;
const TRAIN_SCORED = 5000;

const weightsFile = at('public/models/digits.safetensors');
const factsFile = at('engine/data/digits-facts.json');

const madeBy = hashOf([...sourcesOf(new URL(import.meta.url)), ...mnistFiles]);

async function pretrain() {
  const train = readDigitSet('train');
  const test = readDigitSet('test');
  const shown = chooseShown(test);
  const shownSet = takeDigits(test, shown);
  const seen = takeDigits(
    train,
    Array.from({ length: TRAIN_SCORED }, (_, i) => i),
  );
  const frames: DigitRunFile['frames'] = [];
  let weights: DigitWeights | undefined;
  for (const state of trainDigits(train, digitRecipe)) {
    weights = state.weights;
    if (!isRecorded(state.step)) continue;
    const heldOut = scoreDigits(weights, test);
    const trainLoss = scoreDigits(weights, seen).loss;
    const { probabilities } = scoreDigits(weights, shownSet, shown.length);
    frames.push({
      step: state.step,
      trainLoss,
      heldOutLoss: heldOut.loss,
      right: heldOut.right,
      answers: base64(shown.map((_, digit) => mostLikely(rowOf(probabilities, digit)))),
      probabilities: base64([...probabilities].map((p) => Math.round(p * 255))),
    });
    console.log(
      `step ${state.step}: training loss ${trainLoss.toFixed(4)}, held out ${heldOut.right} of ${test.count}`,
    );
  }
  if (!weights) throw new Error('pretrain: the recipe makes no steps');

  const file = writeSafetensors(digitTensors(weights), 'F16', {
    title: 'Small Nets digit network: 784 pixels (ink 0 to 1), 96 ReLU, 10 logits; y = x W + b',
    card: 'content/cards/digits.mdx',
  });
  const stored = readDigitWeights(file);
  const heldOut = scoreDigits(stored, test);
  const training = scoreDigits(stored, train);
  console.log(`as stored: ${heldOut.right} of ${heldOut.of} held-out digits, ${file.length} bytes`);

  const run: DigitRunFile = {
    indices: shown,
    labels: [...shownSet.labels],
    heldOutOf: test.count,
    trainOf: TRAIN_SCORED,
    frames,
  };
  const facts: DigitFacts = {
    recipe: digitRecipe,
    hidden: HIDDEN,
    parameters: Object.values(stored).reduce((sum, values) => sum + values.length, 0),
    trainedOn: train.count,
    heldOut: { right: heldOut.right, of: heldOut.of, loss: heldOut.loss },
    training: { right: training.right, of: training.of, loss: training.loss },
    bytes: file.length,
    madeBy,
  };
  writeFileSync(weightsFile, file);
  writeFileSync(at('components/figures/open-the-box/digits.png'), sheetOf(shownSet));
  await writeJson('digits-run.json', run);
  await writeJson('digits-samples.json', samplesOf(test, stored, heldOut));
  await writeJson('digits-facts.json', facts);
}

/** 0, 1, 2, 3, …: every step at first, then each about a sixth further than the last, and always the final one. */
function isRecorded(step: number): boolean {
  return step === digitRecipe.steps || step < 6 || logIndex(step) > logIndex(step - 1);
}

const logIndex = (step: number) => Math.floor(4.32 * Math.log2(step));

/** The same number of each class, drawn with a seed and never by looking, in order of class. */
function chooseShown(test: DigitSet): number[] {
  const rng = random(digitRecipe.seed).fork('shown');
  return Array.from({ length: CLASSES }, (_, label) => {
    const members = Array.from(test.labels.keys()).filter((index) => test.labels[index] === label);
    return rng.shuffle(members).slice(0, SHOWN_PER_CLASS);
  }).flat();
}

/** All shown digits on one sheet, a class a column. */
function sheetOf({ levels }: DigitSet): Buffer {
  const width = CLASSES * SIDE;
  const sheet = new Uint8Array(levels.length);
  for (let i = 0; i < levels.length; i++) {
    const [digit, y, x] = [Math.floor(i / PIXELS), Math.floor((i % PIXELS) / SIDE), i % SIDE];
    const [column, row] = [Math.floor(digit / SHOWN_PER_CLASS), digit % SHOWN_PER_CLASS];
    sheet[(row * SIDE + y) * width + column * SIDE + x] = levels[i];
  }
  return inkPng(sheet, width, SHOWN_PER_CLASS * SIDE);
}

/** Digits to lay on the paper: of four classes the first that is read well but not perfectly, and the two surest mistakes. */
function samplesOf(test: DigitSet, weights: DigitWeights, { probabilities }: Score): DigitSampleFile {
  const reader = digitReader(weights);
  const sureness = (index: number) => Math.max(...rowOf(probabilities, index));
  const indices = Array.from(test.labels.keys());
  const isRight = (index: number) => mostLikely(rowOf(probabilities, index)) === test.labels[index];
  const clear = (label: number) =>
    indices.find((i) => test.labels[i] === label && isRight(i) && sureness(i) > 0.98 && sureness(i) < 0.999) ?? 0;
  const mistakes = indices.filter((i) => !isRight(i)).sort((a, b) => sureness(b) - sureness(a));
  return [clear(3), clear(5), clear(7), clear(8), mistakes[0], mistakes[1]].map((index) => {
    const { hidden, probabilities } = reader.read(digitPixels(test, index));
    const levels = test.levels.subarray(index * PIXELS, (index + 1) * PIXELS);
    return {
      index,
      label: test.labels[index],
      image: base64([...packNibbles(levels.map((level) => level * 17))]),
      hidden: [...hidden],
      probabilities: [...probabilities],
    };
  });
}

const rowOf = (probabilities: Float32Array, digit: number) =>
  probabilities.subarray(digit * CLASSES, (digit + 1) * CLASSES);

const base64 = (bytes: number[]) => Buffer.from(bytes).toString('base64');

async function writeJson(name: string, content: unknown) {
  const text = await format(JSON.stringify(content), { parser: 'json', printWidth: 120 });
  writeFileSync(at(`engine/data/${name}`), text);
}

if (existsSync(weightsFile) && existsSync(factsFile) && JSON.parse(readFileSync(factsFile, 'utf8')).madeBy === madeBy) {
  console.log('the digit network is up to date: same script, same engine, same data');
} else {
  await pretrain();
}
