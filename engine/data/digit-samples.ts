// A few of MNIST's held-out digits with what the digit network answers for them, so that a figure can show them read
// before any weights are there. Written by scripts/pretrain.ts, from the weights that readers get; only read here.
import { fromBase64 } from './base64.ts';
import { PIXELS } from './digit-set.ts';
import samples from './digits-samples.json' with { type: 'json' };
import { unpackNibbles } from './nibbles.ts';

/** The file as it is stored. */
export type DigitSampleFile = {
  /** Position among MNIST's 10,000 test digits. */
  index: number;
  label: number;
  /** Sixteen levels a pixel, in base64. */
  image: string;
  hidden: number[];
  probabilities: number[];
}[];

export interface DigitSample {
  index: number;
  label: number;
  /** Ink 0–1. */
  pixels: Float32Array; // [784]
  /** Answers of the hidden neurons. */
  hidden: Float32Array; // [96]
  probabilities: Float32Array; // [10]
}

let decoded: DigitSample[] | undefined;

/** Decoded at the first call. */
export function digitSamples(): DigitSample[] {
  decoded ??= (samples as DigitSampleFile).map(({ index, label, image, hidden, probabilities }) => ({
    index,
    label,
    pixels: Float32Array.from(unpackNibbles(fromBase64(image), PIXELS), (level) => level / 15),
    hidden: Float32Array.from(hidden),
    probabilities: Float32Array.from(probabilities),
  }));
  return decoded;
}
