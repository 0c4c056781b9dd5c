/**
 * Looks at a net on the plane: its losses and mistakes on training and test points, what each neuron says all over the
 * square, and how large activations are. Changes nothing, and trains nothing.
 */
import { PLANAR_EDGE, type PlanarData, type PlanarPoint } from '../data/planar.ts';
import { exp, log, sigmoid, softplus } from '../kernels/math.ts';
import { speaker } from './plain-net.ts';
import { featuresOf } from './planar-features.ts';
import { outputsOf, plainOf, type PlanarShape } from './planar-shape.ts';

/** Cells along a side of the map of the answer, and of the small map of each neuron. */
export const MAP_SIDE = 40;
export const NEURON_SIDE = 20;
/** A class and how sure it is, in one byte: class · SURENESS + level. */
export const SURENESS = 50;
/** Bars of a histogram. */
const BARS = 20;

export interface Score {
  /** The mean loss of the examples, penalties left out; null without examples. */
  readonly loss: number | null;
  /** How many are in the right class. */
  readonly right: number;
  readonly count: number;
  /** confusion[true · classes + said] */
  readonly confusion: readonly number[];
}

export interface Spread {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

export interface Observation {
  readonly train: Score;
  readonly test: Score;
  /**
   * The answer in MAP_SIDE² cells, row by row from the top: from −127 (class 0, or −1) to 127 (class 1, or 1); of three
   * classes and more, class and sureness in one byte.
   */
  readonly map: Int8Array | Uint8Array;
  /** What the hidden neurons say, −1 to 1 as −127 to 127: NEURON_SIDE² cells for each, layer by layer. */
  readonly neurons: Int8Array;
  /** Activations of each hidden layer over the training points. */
  readonly activations: readonly Spread[];
}

/** The middles of the cells, row by row from the top. */
function cells(side: number): { x: number; y: number }[] {
  const at = (i: number): number => PLANAR_EDGE * ((2 * i + 1) / side - 1);
  return Array.from({ length: side * side }, (_, i) => ({ x: at(i % side), y: -at(Math.floor(i / side)) }));
}

const byte = (value: number): number => Math.round(127 * Math.max(-1, Math.min(1, value)));

/** The class with the greatest logit, its chance, and how far that is ahead of the next. */
function surest(logits: ArrayLike<number>, from: number, classes: number): Record<'top' | 'chance' | 'lead', number> {
  let top = 0;
  for (let c = 1; c < classes; c++) if (logits[from + c] > logits[from + top]) top = c;
  let [sum, next] = [1, 0];
  for (let c = 0; c < classes; c++) {
    if (c === top) continue;
    const share = exp(logits[from + c] - logits[from + top]);
    sum += share;
    next = Math.max(next, share);
  }
  return { top, chance: 1 / sum, lead: (1 - next) / sum };
}

export interface Observer {
  /** With the numbers of the net in the order of `placesOf`; what follows them is left alone. */
  look(numbers: Float32Array): Observation;
}

export function observer(shape: PlanarShape, data: PlanarData): Observer {
  const { features, layers, answer, classes } = shape;
  const points: readonly PlanarPoint[] = [...data.train, ...data.test];
  const grid = cells(MAP_SIDE);
  const rows = [...points, ...grid];
  const say = speaker(plainOf(shape), featuresOf(rows, features), rows.length);
  const width = outputsOf(shape);

  /** What is said of an example, and what it costs. */
  function judge(said: ArrayLike<number>, row: number, target: number): { loss: number; guess: number } {
    const z = said[row * width];
    if (answer === 'sigmoid') return { loss: softplus(z) - target * z, guess: z > 0 ? 1 : 0 };
    if (answer === 'square') {
      const wanted = classes === 0 ? target : 2 * target - 1;
      return { loss: (z - wanted) * (z - wanted), guess: z > 0 ? 1 : 0 };
    }
    const { top, chance } = surest(said, row * width, width);
    return { loss: said[row * width + top] - said[row * width + target] - log(chance), guess: top };
  }

  function score(said: ArrayLike<number>, from: number, list: readonly PlanarPoint[]): Score {
    const confusion = Array<number>(classes * classes).fill(0);
    let [sum, right] = [0, 0];
    list.forEach(({ target }, i) => {
      const { loss, guess } = judge(said, from + i, target);
      sum += loss;
      if (classes === 0) return;
      confusion[target * classes + guess]++;
      if (guess === target) right++;
    });
    return { loss: list.length ? sum / list.length : null, right, count: list.length, confusion };
  }

  function mapOf(said: ArrayLike<number>): Int8Array | Uint8Array {
    const isSigned = width < 3;
    const map = isSigned ? new Int8Array(grid.length) : new Uint8Array(grid.length);
    for (let cell = 0; cell < grid.length; cell++) {
      const row = (points.length + cell) * width;
      if (answer === 'square') map[cell] = byte(said[row]);
      else if (answer === 'sigmoid') map[cell] = byte(2 * sigmoid(said[row]) - 1);
      else if (width === 2) map[cell] = byte(2 * sigmoid(said[row + 1] - said[row]) - 1);
      else {
        // Nothing on the border between two classes, so that the border can be found between cells.
        const { top, lead } = surest(said, row, width);
        map[cell] = top * SURENESS + Math.round(lead * (SURENESS - 1));
      }
    }
    return map;
  }

  function neuronMaps(said: readonly Float32Array[]): Int8Array {
    const count = layers.reduce((sum, { neurons }) => sum + neurons, 0);
    const maps = new Int8Array(count * NEURON_SIDE * NEURON_SIDE);
    const every = MAP_SIDE / NEURON_SIDE;
    let at = 0;
    layers.forEach(({ neurons }, l) => {
      for (let neuron = 0; neuron < neurons; neuron++)
        for (let row = 0; row < MAP_SIDE; row += every)
          for (let column = 0; column < MAP_SIDE; column += every)
            maps[at++] = byte(said[l][(points.length + row * MAP_SIDE + column) * neurons + neuron]);
    });
    return maps;
  }

  return {
    look(numbers) {
      const all = say(numbers);
      const said = all[layers.length];
      return {
        train: score(said, 0, data.train),
        test: score(said, data.train.length, data.test),
        map: mapOf(said),
        neurons: neuronMaps(all),
        activations: layers.map(({ neurons }, l) => spreadOf(all[l].subarray(0, data.train.length * neurons))),
      };
    },
  };
}

/** A histogram from the smallest to the largest, no narrower than ±1. */
function spreadOf(values: ArrayLike<number>): Spread {
  let [from, to] = [-1, 1];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < from) from = values[i];
    if (values[i] > to) to = values[i];
  }
  const counts = Array<number>(BARS).fill(0);
  for (let i = 0; i < values.length; i++)
    counts[Math.min(BARS - 1, Math.floor(((values[i] - from) / (to - from)) * BARS))]++;
  return { from, to, counts };
}
