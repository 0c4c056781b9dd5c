// The digit network is what its card says: the stored weights prove the score on all ten thousand held-out digits, the
// recorded run is one that this engine makes again bit for bit, and the samples are read as recorded.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { mostLikely } from '../../engine/data/classes.ts';
import { digitFacts } from '../../engine/data/digit-facts.ts';
import { digitRun } from '../../engine/data/digit-run.ts';
import { digitSamples } from '../../engine/data/digit-samples.ts';
import { digitPixels, PIXELS, takeDigits, type DigitSet } from '../../engine/data/digit-set.ts';
import {
  digitParameters,
  digitReader,
  digitShapes,
  readDigitWeights,
  type DigitWeights,
} from '../../engine/models/digits.ts';
import { scoreDigits, trainDigits } from '../../engine/models/train-digits.ts';
import { readDigitSet } from '../../scripts/mnist.ts';

const file = readFileSync(new URL('../../public/models/digits.safetensors', import.meta.url));
const run = digitRun();
let test10k: DigitSet;
let weights: DigitWeights;

beforeAll(() => {
  test10k = readDigitSet('test');
  weights = readDigitWeights(file);
});

describe('the stored weights', () => {
  test('score on all 10,000 held-out digits exactly what the card says', () => {
    const { right, of, loss } = scoreDigits(weights, test10k);
    expect({ right, of, loss }).toEqual(digitFacts.heldOut);
    expect(right / of).toBeGreaterThanOrEqual(0.975);
  });

  test('are of the size and number that the card says', () => {
    expect(file.length).toBe(digitFacts.bytes);
    const count = digitParameters.reduce((sum, name) => sum + digitShapes[name].reduce<number>((a, b) => a * b, 1), 0);
    expect(count).toBe(digitFacts.parameters);
    expect(digitFacts.trainedOn).toBe(60_000);
  });

  test('are refused when the file is damaged', () => {
    expect(() => readDigitWeights(file.subarray(0, 1000))).toThrow('safetensors: the file is cut off');
    expect(() => readDigitWeights(Uint8Array.from(file).fill(0xff, -2))).toThrow('output.bias: value 9 is NaN');
  });
});

describe('the recorded run', () => {
  test('begins with a guess, a loss of ln 10, and ends at 97 % or better', () => {
    const [first, last] = [run.frames[0], run.frames[run.frames.length - 1]];
    expect([first.trainLoss, first.heldOutLoss].map((loss) => loss.toFixed(2))).toEqual(['2.30', '2.30']);
    expect(Math.log(10).toFixed(2)).toBe('2.30');
    expect(first.right / run.heldOutOf).toBeLessThan(0.2);
    expect(last.right / run.heldOutOf).toBeGreaterThanOrEqual(0.97);
    expect(last.step).toBe(digitFacts.recipe.steps);
  });

  test('shows eight real held-out digits of each class', () => {
    expect([...takeDigits(test10k, run.indices).labels]).toEqual(run.labels);
    expect(new Set(run.indices).size).toBe(80);
    expect(run.labels).toEqual(Array.from({ length: 80 }, (_, i) => Math.floor(i / 8)));
  });

  test('the sheet of pictures shows these digits, a class a column', () => {
    const sheet = readFileSync(new URL('../../components/figures/open-the-box/digits.png', import.meta.url));
    const rows = inflateSync(sheet.subarray(sheet.indexOf('IDAT') + 4, sheet.indexOf('IEND') - 8));
    const { levels } = takeDigits(test10k, run.indices);
    const stride = 1 + (10 * 28) / 2;
    expect(rows).toHaveLength(224 * stride);
    for (let digit = 0; digit < 80; digit++) {
      const [left, top] = [Math.floor(digit / 8) * 28, (digit % 8) * 28];
      for (let i = 0; i < PIXELS; i++) {
        const x = left + (i % 28);
        const byte = rows[(top + Math.floor(i / 28)) * stride + 1 + (x >> 1)];
        expect(x % 2 ? byte & 15 : byte >> 4).toBe(levels[digit * PIXELS + i]);
      }
    }
  });

  test('its first 41 steps are made again, bit for bit', { timeout: 60_000 }, () => {
    const shown = takeDigits(test10k, run.indices);
    const expected = run.frames.filter(({ step }) => step <= 41);
    const made: unknown[] = [];
    for (const { step, weights: now } of trainDigits(readDigitSet('train'), digitFacts.recipe)) {
      if (step > 41) break;
      if (!expected.some((frame) => frame.step === step)) continue;
      const { probabilities } = scoreDigits(now, shown, shown.count);
      const rows = run.labels.map((_, digit) => probabilities.subarray(digit * 10, digit * 10 + 10));
      made.push({
        step,
        answers: Uint8Array.from(rows, mostLikely),
        probabilities: Uint8Array.from(probabilities, (p) => Math.round(p * 255)),
      });
    }
    expect(made).toEqual(expected.map(({ step, answers, probabilities }) => ({ step, answers, probabilities })));
  });

  test('its first and its last score are made again to the last bit', () => {
    const first = trainDigits(readDigitSet('train'), digitFacts.recipe).next().value;
    const { right, loss } = scoreDigits(first?.weights as DigitWeights, test10k);
    expect({ right, loss }).toEqual({ right: run.frames[0].right, loss: run.frames[0].heldOutLoss });
  });
});

describe('the samples', () => {
  test('are real held-out digits, read as the stored weights read them', () => {
    const reader = digitReader(weights);
    for (const { index, label, pixels, hidden, probabilities } of digitSamples()) {
      expect(label).toBe(test10k.labels[index]);
      expect(pixels).toEqual(digitPixels(test10k, index));
      expect(reader.read(pixels)).toEqual({ hidden, probabilities });
      expect(pixels).toHaveLength(PIXELS);
    }
  });

  test('four are read rightly, two are read wrongly and surely', () => {
    const verdicts = digitSamples().map(({ label, probabilities }) => mostLikely(probabilities) === label);
    expect(verdicts).toEqual([true, true, true, true, false, false]);
    for (const { probabilities } of digitSamples().slice(4)) expect(Math.max(...probabilities)).toBeGreaterThan(0.95);
  });
});
