// Four networks that read digits of 28 × 28 pixels, defined once: two convolutional ones, which differ in how they end, and
// two dense ones, which differ in size. Records the graph and reads with given weights; how they are trained is in
// train-digit-net.ts.
import { conv2d } from '../nn/convolution.ts';
import { dense } from '../nn/dense.ts';
import type { Layer } from '../nn/layers.ts';
import { flatten, maxPool } from '../nn/pool.ts';
import { mean, softmax } from '../operations.ts';
import { compile } from '../program.ts';
import type { Kernels } from '../program-types.ts';
import { random } from '../random.ts';
import { input, type Tensor } from '../tensor.ts';
import { CLASSES } from '../data/classes.ts';
import { PIXELS, SIDE } from '../data/digit-set.ts';
import {
  FILTERS,
  HIDDEN_NEURONS,
  KERNEL,
  MAPS,
  TOP_MAPS,
  TOP_SIDE,
  netParameters,
  type NetName,
} from './digit-net-sizes.ts';

const filters = (from: number, to: number, name: string): Layer =>
  conv2d(from, to, KERNEL, { padding: 'same', activation: 'relu', name });
const pool = (name: string): Layer => maxPool(2, { name });

/** What sees places, and what ends it. */
function layersOf(name: NetName): { eye: Layer[]; end: Layer[] } {
  if (name === 'lean' || name === 'wide')
    return {
      eye: [],
      end: [
        flatten(),
        dense(PIXELS, HIDDEN_NEURONS[name], { activation: 'relu', name: 'hidden' }),
        dense(HIDDEN_NEURONS[name], CLASSES, { name: 'end' }),
      ],
    };
  const eye = [filters(1, FILTERS, 'first'), pool('firstPool'), filters(FILTERS, MAPS, 'second'), pool('secondPool')];
  return name === 'flat'
    ? { eye, end: [flatten(), dense(MAPS * TOP_SIDE * TOP_SIDE, CLASSES, { name: 'end' })] }
    : { eye: [...eye, filters(MAPS, TOP_MAPS, 'third')], end: [dense(TOP_MAPS, CLASSES, { name: 'end' })] };
}

export interface DigitNet {
  layers: readonly Layer[];
  /** [batch, 10] */
  logits: Tensor;
  /** Draws the weights it starts with. */
  initialise(seed: number | string): void;
}

/** Records a network on an input `pixels` [batch, 1, 28, 28]: ink from 0 to 1. */
export function digitNet(name: NetName, batch: number): DigitNet {
  const { eye, end } = layersOf(name);
  const through = (layers: readonly Layer[], x: Tensor) => layers.reduce((h, layer) => layer.forward(h), x);
  const seen = through(eye, input('pixels', [batch, 1, SIDE, SIDE]));
  const logits = through(end, name === 'pooled' ? mean(mean(seen, 3), 2) : seen).named('logits');
  const layers = [...eye, ...end];
  return {
    layers,
    logits,
    initialise(seed) {
      const rng = random(seed).fork('weights');
      for (const layer of layers) layer.initialise(rng);
    },
  };
}

/** The parameters of a network by name, for instance `first.weights`. */
export type NetWeights = Readonly<Record<string, Float32Array>>;

/** Names and shapes of its parameters, in order. */
export const netShapes = (name: NetName): [string, readonly number[]][] =>
  digitNet(name, 1).layers.flatMap(({ parameters }) =>
    parameters.map(({ name: own, shape }): [string, readonly number[]] => [own ?? '', shape]),
  );

/** All parameters in one row, in order: light to send, and what a reader of weights is loaded with. */
export function rowOfWeights(name: NetName, weights: NetWeights): Float32Array {
  const row = new Float32Array(netParameters[name]);
  let at = 0;
  for (const [own] of netShapes(name)) {
    row.set(weights[own], at);
    at += weights[own].length;
  }
  return row;
}

export function weightsOfRow(name: NetName, row: Float32Array): NetWeights {
  let at = 0;
  return Object.fromEntries(
    netShapes(name).map(([own, shape]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      return [own, row.subarray(at, (at += size))];
    }),
  );
}

/** A network that reads `batch` pictures at a time with whatever weights it is given; compiled once. */
export function netReader(name: NetName, batch: number, kernels: Kernels = 'plain') {
  const { logits } = digitNet(name, batch);
  const program = compile({ outputs: [softmax(logits).named('probabilities')], kernels });
  return {
    load(weights: NetWeights): void {
      for (const own of program.parameters.keys()) program.parameters.get(own)?.set(weights[own]);
    },
    /** Probabilities [batch, 10], a live view. `pixels` is ink from 0 to 1, picture by picture. */
    read(pixels: Float32Array): Float32Array {
      program.feed('pixels', pixels);
      program.forward();
      return program.value('probabilities') as Float32Array;
    },
    /** A live view of what a layer answered, for instance `first.h` [batch, 8, 28, 28]. */
    value: (tensor: string): Float32Array => program.value(tensor) as Float32Array,
  };
}
export type NetReader = ReturnType<typeof netReader>;
