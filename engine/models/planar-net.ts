/**
 * The nets of the playground: from features of a point through hidden layers to an answer. How one is built, in which
 * order its numbers stand, and what all its neurons say at one point. Knows neither data nor training.
 */
import { activations, type ActivationName } from '../activations.ts';
import { dense, dropout as dropoutLayer, sequential, type Layer, type Sequential } from '../nn/index.ts';
import { allEqual, he, tooLarge, tooSmall, xavier, zeros, type Initialiser } from '../nn/initialise.ts';
import { meanSquaredError, reshape, sigmoidCrossEntropy, softmaxCrossEntropy } from '../operations.ts';
import type { Program } from '../program.ts';
import { random } from '../random.ts';
import type { Tensor } from '../tensor.ts';
import { planarFeatures, type FeatureName } from './planar-features.ts';

/**
 * How the net answers, and what is made small: one chance of two classes (sigmoid, cross-entropy), a chance for each class
 * (softmax, cross-entropy), or a number (squared error).
 */
export type Answer = 'sigmoid' | 'softmax' | 'square';

export const initialisers = {
  fitting: undefined,
  xavier: xavier(),
  he: he(),
  tooSmall,
  tooLarge,
  allEqual,
  zeros,
} as const satisfies Record<string, Initialiser | undefined>;

export type InitialiserName = keyof typeof initialisers;

export interface HiddenLayer {
  readonly neurons: number;
  readonly activation: ActivationName;
}

export interface PlanarNetOptions {
  readonly features: readonly FeatureName[];
  readonly layers: readonly HiddenLayer[];
  readonly answer: Answer;
  /** How many classes there are; it counts for softmax alone. */
  readonly classes: number;
  /** `fitting`: he for the ReLU family, xavier for all others. */
  readonly init: InitialiserName;
  readonly seed: number;
  /** The share of each hidden layer that is dropped in training. */
  readonly dropout?: number;
}

export const outputsOf = ({ answer, classes }: Pick<PlanarNetOptions, 'answer' | 'classes'>): number =>
  answer === 'softmax' ? classes : 1;

/** Neurons in each layer, features first, outputs last. */
export const sizesOf = (options: Pick<PlanarNetOptions, 'features' | 'layers' | 'answer' | 'classes'>): number[] => [
  options.features.length,
  ...options.layers.map(({ neurons }) => neurons),
  outputsOf(options),
];

/** The net with its initial numbers. Its layers are called hidden1, hidden2 …, output. */
export function planarNet(options: PlanarNetOptions): Sequential {
  const { layers, init, seed, dropout = 0 } = options;
  const sizes = sizesOf(options);
  const initialiser = initialisers[init];
  const list = layers.flatMap(({ neurons, activation }, i): Layer[] => [
    dense(sizes[i], neurons, { activation, initialiser, name: `hidden${i + 1}` }),
    ...(dropout > 0 ? [dropoutLayer(dropout, { seed, name: `dropout${i + 1}` })] : []),
  ]);
  const net = sequential(...list, dense(sizes.at(-2) ?? 1, sizes.at(-1) ?? 1, { initialiser, name: 'output' }));
  net.initialise(random(seed).fork('weights'));
  return net;
}

/** The loss of the answers [batch, outputs] to targets [batch]: classes from 0, or values. */
export function planarLoss(answer: Answer, outputs: Tensor, targets: Tensor): Tensor {
  if (answer === 'softmax') return softmaxCrossEntropy(outputs, targets);
  const flat = reshape(outputs, targets.shape);
  return answer === 'sigmoid' ? sigmoidCrossEntropy(flat, targets) : meanSquaredError(flat, targets);
}

/** Where a layer's numbers stand in the list of all: its weights [inputs, outputs], then its biases. */
export interface LayerPlace {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: number;
  readonly bias: number;
}

/** The places of all layers' numbers, and how many there are. */
export function placesOf(sizes: readonly number[]): { layers: LayerPlace[]; count: number } {
  let count = 0;
  const layers = sizes.slice(1).map((outputs, i) => {
    const inputs = sizes[i];
    const weights = count;
    const bias = weights + inputs * outputs;
    count = bias + outputs;
    return { inputs, outputs, weights, bias };
  });
  return { layers, count };
}

/** The parameters of a program, and the running averages that its optimiser keeps of them, one list after the other. */
export function packState(program: Program, net: Sequential): Float32Array {
  const kept = program.optimizer?.averages ?? 0;
  const views = net.parameters.map((tensor) => program.value(tensor));
  for (let which = 0; which < kept; which++)
    views.push(...net.parameters.map((tensor) => program.averages(tensor)[which]));
  const packed = new Float32Array(views.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const view of views) {
    packed.set(view, at);
    at += view.length;
  }
  return packed;
}

/** The inverse; averages of another optimiser are left out, and the program's own begin at zero. */
export function unpackState(program: Program, net: Sequential, packed: Float32Array): void {
  const kept = program.optimizer?.averages ?? 0;
  const count = net.parameters.reduce((sum, { size }) => sum + size, 0);
  let at = 0;
  const take = (view: { length: number; set(values: Float32Array): void }): void => {
    view.set(packed.subarray(at, at + view.length));
    at += view.length;
  };
  for (const tensor of net.parameters) take(program.value(tensor));
  const isSame = packed.length === count * (1 + kept);
  for (let which = 0; which < kept; which++)
    for (const tensor of net.parameters) {
      const view = program.averages(tensor)[which];
      if (isSame) take(view);
      else view.fill(0);
    }
}

/** What one neuron makes of its inputs. */
export interface Said {
  /** The weighted sum with its bias. */
  readonly z: number;
  /** That through its activation. */
  readonly h: number;
}

/** What every neuron says at a point: a list for each layer, features first. `weights` begin as `packState` writes them. */
export function sayAt(
  { features, layers, answer, classes }: Pick<PlanarNetOptions, 'features' | 'layers' | 'answer' | 'classes'>,
  weights: ArrayLike<number>,
  x: number,
  y: number,
): Said[][] {
  const inputs = features.map((name) => planarFeatures[name].value(x, y));
  const said: Said[][] = [inputs.map((value) => ({ z: value, h: value }))];
  placesOf(sizesOf({ features, layers, answer, classes })).layers.forEach((place, l) => {
    const before = said[l];
    const activation = activations[layers.at(l)?.activation ?? 'linear'];
    said.push(
      Array.from({ length: place.outputs }, (_, to) => {
        let z = 0;
        before.forEach(({ h }, from) => (z += h * weights[place.weights + from * place.outputs + to]));
        z += weights[place.bias + to];
        return { z, h: l < layers.length ? activation.value(z) : z };
      }),
    );
  });
  return said;
}
