// The networks of chapter 12 are what their card and their figures say: the stored weights prove the recorded scores, the
// first updates of each training give the same again, and what the text claims of slides holds for every seed with a margin.
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mostLikely } from '../../../engine/data/classes.ts';
import { digitPack } from '../../../engine/data/digit-pack.ts';
import { drain } from '../../../engine/jobs/job.ts';
import { trainCnnAtRest } from '../../../engine/jobs/train-cnn.ts';
import { trainCnn } from '../../../engine/jobs/train-cnn-training.ts';
import { cnnMistakes } from '../../../engine/models/cnn-mistakes.ts';
import { cnnRecord } from '../../../engine/models/cnn-record.ts';
import { cnnFile, netNames, netParameters, shiftFile, type NetName } from '../../../engine/models/digit-net-sizes.ts';
import { readCnnRow, readNetWeights } from '../../../engine/models/digit-net-files.ts';
import { digitNet, netReader, rowOfWeights, weightsOfRow } from '../../../engine/models/digit-nets.ts';
import shiftRecord from '../../../engine/models/shift-record.json' with { type: 'json' };
import { netSamples } from '../../../engine/models/net-samples.ts';
import { firstLosses, recordedAnswers, rightAt } from '../../../engine/models/shift-record.ts';
import { FARTHEST, slid, slides } from '../../../engine/models/slide.ts';
import { cnnRecipe, netExam } from '../../../engine/models/train-digit-net.ts';
import { firstLossesOf, heldOut, learning, seeds, trained } from '../../../scripts/digit-nets.ts';

const inPublic = (path: string) => new URL(`../../../public/${path}`, import.meta.url);
const file = new Uint8Array(readFileSync(inPublic(cnnFile.path)));
const others = new Uint8Array(readFileSync(inPublic(shiftFile.path)));
const stored = (name: NetName) =>
  name === 'flat' ? readNetWeights('flat', file) : readNetWeights(name, others, `${name}.`);

describe('the recorded network', () => {
  test('proves its score on 2,000 held-out digits, and every mistake', () => {
    const { right, confusion, mistakes } = netExam('flat', 'fast')(heldOut(), stored('flat'));
    expect(right).toBe(cnnRecord.right);
    expect(confusion).toEqual(cnnRecord.confusion);
    expect(mistakes.slice(0, 8).map(({ answer }) => answer)).toEqual(cnnMistakes.map(({ answer }) => answer));
    const labels = mistakes.slice(0, 8).map(({ digit }) => heldOut().labels[digit]);
    expect(cnnMistakes.map(({ label }) => label)).toEqual(labels);
    expect(cnnRecord.of).toBe(digitPack.test.count);
  });

  test('reads at least 97 % with the named seed, and 96.5 % with each of five', () => {
    expect(cnnRecord.right / cnnRecord.of).toBeGreaterThanOrEqual(0.975);
    expect(cnnRecord.seeds.map(({ seed }) => seed)).toEqual([...seeds]);
    for (const { right } of cnnRecord.seeds) expect(right / cnnRecord.of).toBeGreaterThanOrEqual(0.97);
    expect(cnnRecord.seeds[0].right).toBe(cnnRecord.right);
  });

  test('begins as recorded when it is trained again: its second exam is that of the record', () => {
    expect(cnnRecord.run[1].step).toBe(40);
    expect(netExam('flat', 'fast')(heldOut(), trained('flat', seeds[0], 40)).right).toBe(cnnRecord.run[1].right);
  });

  test('and so does the job of the figure, whose page makes the same first frame', () => {
    const parameters = { seed: seeds[0], rate: cnnRecipe.rate, decay: cnnRecipe.decay };
    const frames = drain(trainCnn, parameters, 2);
    expect(frames[0]).toEqual({ step: 0, loss: null, rate: null, weights: null, readings: [], exam: null });
    expect(drain(trainCnnAtRest, parameters, 9)).toEqual([frames[0]]);
    expect(frames[1].exam?.right).toBe(cnnRecord.run[0].right);
    expect(frames[1].weights).toEqual(rowOfWeights('flat', trained('flat', seeds[0], 0)));
  });

  test('reads the samples rightly, and makes of the first what its record shows', () => {
    const reader = netReader('flat', 1, 'fast');
    reader.load(stored('flat'));
    for (const { label, pixels } of netSamples) expect(mostLikely(reader.read(pixels))).toBe(label);
    const probabilities = reader.read(netSamples[0].pixels);
    const { reading } = cnnRecord;
    reading.probabilities.forEach((p, digit) => expect(probabilities[digit]).toBeCloseTo(p, 3));
    for (const [name, recorded] of [
      ['firstPool.h', reading.maps],
      ['secondPool.h', reading.tops],
    ] as const) {
      const maps = reader.value(name);
      const most = Math.max(...maps);
      recorded.forEach((share, at) => expect(Math.abs(maps[at] / most - share)).toBeLessThan(0.035));
    }
  });

  test('survives being written in one row', () => {
    const weights = stored('flat');
    const row = rowOfWeights('flat', weights);
    expect(row).toHaveLength(netParameters.flat);
    expect(weightsOfRow('flat', row)).toEqual(weights);
    expect(readCnnRow(file)).toEqual(row);
    expect(file.length).toBe(cnnFile.bytes);
  });
});

describe('the packs', () => {
  test.each(Object.values(digitPack))('$path is of the size that readers are told', ({ path, bytes }) => {
    expect(Math.abs(statSync(inPublic(path)).size / bytes - 1)).toBeLessThan(0.02);
  });

  test('hold as many digits as they should, and the held-out ones are others', () => {
    expect([learning('flat').count, heldOut().count]).toEqual([digitPack.train.count, digitPack.test.count]);
  });
});

describe('slides', () => {
  test('move whole pixels and lose what leaves', () => {
    const picture = new Uint8Array(784);
    picture[28 * 3 + 26] = 7;
    expect(slid(picture, 1)[28 * 3 + 27]).toBe(7);
    expect(Math.max(...slid(picture, 2))).toBe(0);
    expect(slid(slid(picture, -5), 5)).toEqual(picture);
    expect(slides).toHaveLength(2 * FARTHEST + 1);
  });

  test.each(netNames)('%s: trained again, it begins with the recorded losses, to the last bit', (name) => {
    expect(firstLossesOf(name)).toEqual(firstLosses[name]);
    expect(firstLosses[name]).toHaveLength(4);
  });

  test.each(['pooled', 'lean', 'wide'] as const)('%s: what is stored scores what was recorded', (name) => {
    const by = 4;
    const moved = {
      ...heldOut(),
      count: 500,
      levels: new Uint8Array(500 * 784),
      labels: heldOut().labels.slice(0, 500),
    };
    for (let digit = 0; digit < 500; digit++)
      moved.levels.set(slid(heldOut().levels.subarray(digit * 784, (digit + 1) * 784), by), digit * 784);
    const share = netExam(name, 'fast')(moved, stored(name)).right / 500;
    const recorded = shiftRecord.right[name][0][by + FARTHEST] / shiftRecord.of;
    // 500 of the 2,000, and half precision: within three deviations of such a sample
    expect(Math.abs(share - recorded)).toBeLessThan(3 * Math.sqrt((recorded * (1 - recorded)) / 500) + 0.005);
  });

  test('the answers that are shown for the samples are those of the stored weights', () => {
    netNames.forEach((name, i) => {
      const reader = netReader(name, 1);
      reader.load(stored(name));
      netSamples.forEach(({ pixels }, sample) => {
        for (const by of [-6, 0, 4]) {
          const p = reader.read(slid(pixels, by));
          const recorded = recordedAnswers(sample, by)[i];
          expect(mostLikely(p)).toBe(recorded.digit);
          expect(p[recorded.digit]).toBeCloseTo(recorded.p, 2);
        }
      });
    });
  });

  test('as they lie, three networks are equally accurate, and the small dense one is not', () => {
    for (const name of ['flat', 'wide', 'pooled'] as const) expect(rightAt(name, 0).least).toBeGreaterThan(0.965);
    expect(rightAt('lean', 0).most).toBeLessThan(0.93);
    expect(Math.abs(rightAt('flat', 0).mean - rightAt('wide', 0).mean)).toBeLessThan(0.005);
  });

  test.each([-4, 4])(
    'slid by %i, the pooled end stands, the dense end falls, and dense networks fall further',
    (by) => {
      expect(rightAt('pooled', by).least).toBeGreaterThan(0.9);
      expect(rightAt('flat', by).most).toBeLessThan(0.7);
      expect(rightAt('flat', by).least).toBeGreaterThan(rightAt('wide', by).most + 0.1);
      expect(rightAt('wide', by).least).toBeGreaterThan(rightAt('lean', by).most + 0.05);
      expect(rightAt('lean', by).most).toBeLessThan(0.3);
    },
  );

  test('slid by one pixel hardly anything is lost, and by eight even the pooled end loses', () => {
    for (const by of [-1, 1]) expect(rightAt('flat', 0).mean - rightAt('flat', by).mean).toBeLessThan(0.015);
    for (const by of [-8, 8]) expect(rightAt('pooled', by).mean).toBeLessThan(0.8);
  });
});

test('parameters: the first two and the small dense network are of one size', () => {
  const sizeOf = ({ shape }: { shape: readonly number[] }) => shape.reduce((product, side) => product * side, 1);
  const counted = netNames.map((name) =>
    digitNet(name, 1)
      .layers.flatMap(({ parameters }) => parameters)
      .reduce((sum, parameter) => sum + sizeOf(parameter), 0),
  );
  expect(counted).toEqual([11_274, 10_832, 11_140, 76_330]);
  expect(netNames.map((name) => netParameters[name])).toEqual(counted);
});
