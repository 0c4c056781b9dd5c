// A network that writes names letter by letter: a vector for each letter, a GRU, a score for each letter that may follow. What it
// is, and how it writes with given weights, in plain numbers. How it is trained stands in name-training.ts.
import { END, isBlocked, LETTERS, letterOf, LONGEST_NAME } from '../data/names.ts';
import { exp, sigmoid, tanh } from '../kernels/math.ts';
import { random } from '../random.ts';

export const NAME_VECTOR = 16;
export const NAME_HIDDEN = 64;
/** Updates in a run, and between two readings. */
export const NAME_STEPS = 1200;
export const NAME_EVERY = 40;

/** Names whose last letter is asked for, to see how far back the answer reaches. None of them was learned from. */
export const nameProbes = ['christina', 'alexander', 'elizabeth'] as const;
export type NameProbe = (typeof nameProbes)[number];

/** All its parameters one after the other, in this order. */
const shapes = {
  letters: [LETTERS, NAME_VECTOR],
  weights: [NAME_VECTOR, 3 * NAME_HIDDEN],
  hiddenWeights: [NAME_HIDDEN, 3 * NAME_HIDDEN],
  bias: [1, 3 * NAME_HIDDEN],
  hiddenBias: [1, 3 * NAME_HIDDEN],
  endWeights: [NAME_HIDDEN, LETTERS],
  endBias: [1, LETTERS],
} as const;
type Part = keyof typeof shapes;
export const nameParameters = Object.values(shapes).reduce((sum, [rows, columns]) => sum + rows * columns, 0);

function partsOf(row: Float32Array): Record<Part, Float32Array> {
  if (row.length !== nameParameters) throw new RangeError(`name net: ${row.length} parameters, not ${nameParameters}`);
  let at = 0;
  return Object.fromEntries(
    Object.entries(shapes).map(([part, [rows, columns]]) => [part, row.subarray(at, (at += rows * columns))]),
  ) as Record<Part, Float32Array>;
}

/** sums += x W */
function addProduct(sums: Float32Array, x: Float32Array, weights: Float32Array): void {
  const columns = sums.length;
  for (let i = 0, at = 0; i < x.length; i++) {
    const value = x[i];
    for (let j = 0; j < columns; j++) sums[j] += value * weights[at++];
  }
}

/** A network with these weights: given a letter, it goes on by a step and says how likely each letter is to follow. */
export function nameWriter(row: Float32Array) {
  const net = partsOf(row);
  const h = new Float32Array(NAME_HIDDEN);
  const scores = new Float32Array(LETTERS);
  const gates = new Float32Array(3 * NAME_HIDDEN);
  const held = new Float32Array(3 * NAME_HIDDEN);
  return {
    start: () => void h.fill(0),
    /** Scores of the letters that may come next. */
    read(letter: number): Float32Array {
      gates.set(net.bias);
      addProduct(gates, net.letters.subarray(letter * NAME_VECTOR, (letter + 1) * NAME_VECTOR), net.weights);
      held.set(net.hiddenBias);
      addProduct(held, h, net.hiddenWeights);
      for (let i = 0; i < NAME_HIDDEN; i++) {
        const reset = sigmoid(gates[i] + held[i]);
        const keep = sigmoid(gates[NAME_HIDDEN + i] + held[NAME_HIDDEN + i]);
        const next = tanh(gates[2 * NAME_HIDDEN + i] + reset * held[2 * NAME_HIDDEN + i]);
        h[i] = (1 - keep) * next + keep * h[i];
      }
      scores.set(net.endBias);
      addProduct(scores, h, net.endWeights);
      return scores;
    },
  };
}

/** softmax(scores / temperature) */
export function heated(scores: Float32Array, temperature: number): Float32Array {
  const most = Math.max(...scores);
  const weights = scores.map((score) => exp((score - most) / temperature));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Some names, written letter by letter at a temperature; what may not be shown is written again. */
export function writeNames(row: Float32Array, temperature: number, count: number, seed: number): string[] {
  const writer = nameWriter(row);
  const luck = random(seed).fork('names');
  const write = (): string => {
    writer.start();
    let [name, letter] = ['', END];
    while (name.length < LONGEST_NAME) {
      const chances = heated(writer.read(letter), temperature);
      let left = luck.uniform();
      letter = chances.findIndex((chance) => (left -= chance) < 0);
      if (letter <= END) break;
      name += letterOf(letter);
    }
    return name;
  };
  const names: string[] = [];
  for (let tries = 0; names.length < count && tries < 10 * count; tries++) {
    const name = write();
    if (name && !isBlocked(name)) names.push(name);
  }
  return names;
}

/** Names that a network has written at one temperature. */
export interface WrittenNames {
  temperature: number;
  names: readonly string[];
}
const temperatures = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2];

/** Twelve names at each temperature that is shown. */
export const writeAtAll = (row: Float32Array): WrittenNames[] =>
  temperatures.map((temperature) => ({ temperature, names: writeNames(row, temperature, 12, 1) }));
