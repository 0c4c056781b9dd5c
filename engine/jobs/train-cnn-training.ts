// The training of train-cnn.ts: after the frame that says that nothing has been done yet comes the untrained network's, and then
// one for every ten updates.
import { CLASSES } from '../data/classes.ts';
import { unpackDigits, type DigitSet, PIXELS } from '../data/digit-set.ts';
import { digitPack } from '../data/digit-pack.ts';
import { shelved } from '../data/shelf.ts';
import type { CnnReading } from '../models/cnn-record.ts';
import { FILTERS, MAP_SIDE, MAPS, TOP_SIDE } from '../models/digit-net-sizes.ts';
import { netReader, rowOfWeights, type NetWeights } from '../models/digit-nets.ts';
import { netSamples } from '../models/net-samples.ts';
import { cnnRecipe, netSitting, trainNet, type NetScore } from '../models/train-digit-net.ts';
import { defineJob } from './job.ts';
import { nothingTrained, trainCnnFiles, type CnnExam, type CnnFrame, type TrainCnnParameters } from './train-cnn.ts';
import { whole } from './whole.ts';

/** Updates a frame. */
const EVERY = 10;
/** Frames with an exam: the first three, and then every fourth. */
const isExam = (step: number) => step <= 2 * EVERY || step % (4 * EVERY) === 0;
const WORST = 8;

let sets: { train: DigitSet; test: DigitSet } | undefined;

function exam({ right, confusion, mistakes }: NetScore, { count, labels, levels }: DigitSet): CnnExam {
  const worst = mistakes.slice(0, WORST).map(({ digit, answer, sure }) => ({
    label: labels[digit],
    answer,
    sure,
    levels: levels.slice(digit * PIXELS, (digit + 1) * PIXELS),
  }));
  return { right, of: count, confusion, worst };
}

/** Lets a network read the samples, all at once. */
function onlooker() {
  const reader = netReader('flat', netSamples.length, cnnRecipe.kernels);
  const pixels = new Float32Array(netSamples.length * PIXELS);
  netSamples.forEach((sample, i) => pixels.set(sample.pixels, i * PIXELS));
  return (weights: NetWeights): CnnReading[] => {
    reader.load(weights);
    const probabilities = reader.read(pixels);
    const part = (values: Float32Array, i: number, size: number) => values.slice(i * size, (i + 1) * size);
    return netSamples.map((_, i) => ({
      maps: part(reader.value('firstPool.h'), i, FILTERS * MAP_SIDE * MAP_SIDE),
      tops: part(reader.value('secondPool.h'), i, MAPS * TOP_SIDE * TOP_SIDE),
      probabilities: part(probabilities, i, CLASSES),
    }));
  };
}

function* inPieces({ seed, rate, decay }: TrainCnnParameters): Generator<CnnFrame | undefined, void, void> {
  yield nothingTrained;
  const { train, test } = (sets ??= {
    train: unpackDigits(shelved(digitPack.train.path)),
    test: unpackDigits(shelved(digitPack.test.path)),
  });
  const look = onlooker();
  const sit = netSitting('flat', cnnRecipe.kernels);
  for (const state of trainNet('flat', train, { ...cnnRecipe, seed, rate, decay })) {
    yield;
    if (state.step % EVERY !== 0) continue;
    yield {
      step: state.step,
      loss: state.loss,
      rate: state.rate,
      weights: rowOfWeights('flat', state.weights),
      readings: look(state.weights),
      exam: isExam(state.step) ? exam(yield* sit(test, state.weights), test) : null,
    };
  }
}

export const trainCnn = defineJob<TrainCnnParameters, CnnFrame>({
  name: 'train-cnn',
  fast: true,
  files: trainCnnFiles,
  run: (setting) => whole(inPieces(setting)),
  inPieces,
});
