// A set of 28×28 grey digits with their labels, and the packed file that carries it to the browser: "DGT1", the count
// (32 bits, little-endian), labels and then images as nibbles, the whole compressed with gzip. Compression itself belongs
// to whoever reads or writes the file.
import { packNibbles, unpackNibbles } from './nibbles.ts';

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;

export interface DigitSet {
  count: number;
  /** The class 0–9 of each digit. */
  labels: Uint8Array; // [count]
  /** Ink of each pixel in sixteen levels, 0 (paper) to 15. */
  levels: Uint8Array; // [count, 28, 28]
}

const MAGIC = [0x44, 0x47, 0x54, 0x31];
const HEADER = 8;

/** From labels 0–9 and grey values 0–255. */
export function packDigits(labels: ArrayLike<number>, values: ArrayLike<number>): Uint8Array {
  const count = labels.length;
  if (values.length !== count * PIXELS) {
    throw new Error(`digits: ${count} labels need ${count * PIXELS} pixels, got ${values.length}`);
  }
  const labelBytes = packNibbles(Array.from(labels, (label) => label * 17));
  const imageBytes = packNibbles(values);
  const packed = new Uint8Array(HEADER + labelBytes.length + imageBytes.length);
  packed.set(MAGIC);
  new DataView(packed.buffer).setUint32(4, count, true);
  packed.set(labelBytes, HEADER);
  packed.set(imageBytes, HEADER + labelBytes.length);
  return packed;
}

export function unpackDigits(packed: Uint8Array): DigitSet {
  if (packed.length < HEADER || MAGIC.some((byte, i) => packed[i] !== byte)) {
    throw new Error('digits: not a packed digit file (it must begin with DGT1)');
  }
  const count = new DataView(packed.buffer, packed.byteOffset).getUint32(4, true);
  const imagesAt = HEADER + Math.ceil(count / 2);
  const end = imagesAt + (count * PIXELS) / 2;
  if (packed.length !== end) throw new Error(`digits: ${count} digits need ${end} bytes, got ${packed.length}`);
  const labels = unpackNibbles(packed.subarray(HEADER, imagesAt), count);
  const wrong = labels.findIndex((label) => label > 9);
  if (wrong >= 0) throw new Error(`digits: label ${wrong} is ${labels[wrong]}, not 0–9`);
  return { count, labels, levels: unpackNibbles(packed.subarray(imagesAt), count * PIXELS) };
}

/** One digit's ink, 0–1, as the network reads it. */
export function digitPixels(set: DigitSet, index: number): Float32Array {
  if (!(index >= 0 && index < set.count)) throw new Error(`digits: index ${index} is not in 0–${set.count - 1}`);
  return Float32Array.from(set.levels.subarray(index * PIXELS, (index + 1) * PIXELS), (level) => level / 15);
}

/** The digits of these indices, in this order. */
export function takeDigits(set: DigitSet, indices: readonly number[]): DigitSet {
  const levels = new Uint8Array(indices.length * PIXELS);
  indices.forEach((index, i) => levels.set(set.levels.subarray(index * PIXELS, (index + 1) * PIXELS), i * PIXELS));
  return { count: indices.length, labels: Uint8Array.from(indices, (index) => set.labels[index]), levels };
}
