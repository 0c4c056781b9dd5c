// The recorded training of the digit network: what it answered for eighty held-out digits, and how well it did on all ten
// thousand, at steps that are spaced like a logarithm. Written by scripts/pretrain.ts; only read here.
import { fromBase64 } from './base64.ts';
import file from './digits-run.json' with { type: 'json' };

/** The file as it is stored. */
export interface DigitRunFile {
  /** Position of each shown digit among MNIST's 10,000 test digits, and its class. */
  indices: number[];
  labels: number[];
  /** How many held-out digits `right` and `heldOutLoss` are counted over, and training digits `trainLoss`. */
  heldOutOf: number;
  trainOf: number;
  frames: {
    step: number;
    trainLoss: number;
    heldOutLoss: number;
    right: number;
    /** The most likely class of each shown digit, one a byte, in base64. */
    answers: string;
    /** Ten probabilities a shown digit in 255ths, in base64. */
    probabilities: string;
  }[];
}

export interface DigitRunFrame {
  /** Updates made so far. */
  step: number;
  /** Mean cross-entropy over training digits, in nats. */
  trainLoss: number;
  /** The same over all held-out digits. */
  heldOutLoss: number;
  /** Held-out digits read correctly. */
  right: number;
  /** The most likely class of each shown digit. */
  answers: Uint8Array; // [shown]
  /** Probability of each class for each shown digit, to 1/255. */
  probabilities: Uint8Array; // [shown, 10]
}

export interface DigitRun {
  indices: number[];
  labels: number[];
  heldOutOf: number;
  trainOf: number;
  frames: DigitRunFrame[];
}

let decoded: DigitRun | undefined;

/** Decoded at the first call. */
export function digitRun(): DigitRun {
  decoded ??= decode(file);
  return decoded;
}

function decode({ frames, ...rest }: DigitRunFile): DigitRun {
  return {
    ...rest,
    frames: frames.map((frame) => ({
      ...frame,
      answers: fromBase64(frame.answers),
      probabilities: fromBase64(frame.probabilities),
    })),
  };
}
