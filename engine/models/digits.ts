// The digit network, defined once: 784 pixels, 96 ReLU neurons, ten logits. Reads it from its weights file and lets it
// read digits. How it was trained is in train-digits.ts; how a drawing becomes 784 pixels is in ../data.
import { CLASSES } from '../data/classes.ts';
import { PIXELS } from '../data/digit-set.ts';
import { expectTensor, readSafetensors, type Weights } from '../export/safetensors.ts';
import { add, matmul, relu, softmax } from '../operations.ts';
import { compile } from '../program.ts';
import { input, parameter } from '../tensor.ts';

export const HIDDEN = 96;

/** Shapes as the engine multiplies them, [inputs, outputs]: y = x W + b. */
export const digitShapes = {
  'hidden.weight': [PIXELS, HIDDEN],
  'hidden.bias': [HIDDEN],
  'output.weight': [HIDDEN, CLASSES],
  'output.bias': [CLASSES],
} as const;

export type DigitParameter = keyof typeof digitShapes;
export type DigitWeights = Record<DigitParameter, Float32Array>;

export const digitParameters = Object.keys(digitShapes) as DigitParameter[];

/** The graph for `batch` digits at a time; the parameters start as `weights`. */
export function digitGraph(batch: number, weights: DigitWeights) {
  const weight = (name: DigitParameter) => parameter(name, [...digitShapes[name]], weights[name]);
  const pixels = input('pixels', [batch, PIXELS]);
  const sums = add(matmul(pixels, weight('hidden.weight')), weight('hidden.bias')); // [batch, 96]
  const hidden = relu(sums).named('hidden');
  const logits = add(matmul(hidden, weight('output.weight')), weight('output.bias')).named('logits'); // [batch, 10]
  return { pixels, hidden, logits };
}

export interface Reading {
  /** What each hidden neuron answers, 0 or more. */
  hidden: Float32Array; // [96]
  /** One probability a class; they add up to 1. */
  probabilities: Float32Array; // [10]
}

export interface DigitReader {
  read(pixels: Float32Array): Reading;
  /** How many of its parameters are no longer what they were when it was made. Reading changes none. */
  changed(): number;
}

/** The network of these weights, ready to read one digit at a time. */
export function digitReader(weights: DigitWeights): DigitReader {
  const { hidden, logits } = digitGraph(1, weights);
  const probabilities = softmax(logits).named('probabilities');
  const program = compile({ outputs: [hidden, probabilities] });
  return {
    read(pixels) {
      program.feed('pixels', pixels);
      program.forward();
      return {
        hidden: Float32Array.from(program.value('hidden')),
        probabilities: Float32Array.from(program.value('probabilities')),
      };
    },
    changed() {
      let count = 0;
      for (const name of digitParameters) {
        const now = program.value(name);
        for (let i = 0; i < now.length; i++) if (now[i] !== weights[name][i]) count++;
      }
      return count;
    },
  };
}

/** @throws Error when the file is not a whole and sound digit network. */
export function readDigitWeights(file: Uint8Array): DigitWeights {
  const content = readSafetensors(file);
  const entries = digitParameters.map((name) => [name, expectTensor(content, name, [...digitShapes[name]])]);
  return Object.fromEntries(entries) as DigitWeights;
}

/** The weights as named tensors, to be written to a file. */
export const digitTensors = (weights: DigitWeights): Record<string, Weights> =>
  Object.fromEntries(digitParameters.map((name) => [name, { shape: [...digitShapes[name]], values: weights[name] }]));
