/**
 * What a net of the playground is like: its features, hidden layers and answer, how many numbers it has and in which order,
 * what they are at first, and what all its neurons say at one point. Knows neither programs nor training.
 */
import { activations, type ActivationName } from '../activations.ts';
import { allEqual, he, tooLarge, tooSmall, xavier, zeros, type Initialiser } from '../nn/initialise.ts';
import { random } from '../random.ts';
import { drawWeights, placesOf, type PlainNet } from './plain-net.ts';
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

export interface PlanarShape {
  readonly features: readonly FeatureName[];
  readonly layers: readonly HiddenLayer[];
  readonly answer: Answer;
  /** How many classes there are; it counts for softmax alone. */
  readonly classes: number;
}

export interface PlanarNetOptions extends PlanarShape {
  /** `fitting`: he for the ReLU family, xavier for all others. */
  readonly init: InitialiserName;
  readonly seed: number;
  /** The share of each hidden layer that is dropped in training. */
  readonly dropout?: number;
}

export const outputsOf = ({ answer, classes }: Pick<PlanarShape, 'answer' | 'classes'>): number =>
  answer === 'softmax' ? classes : 1;

/** Neurons in each layer, features first, outputs last. */
export const sizesOf = (shape: PlanarShape): number[] => [
  shape.features.length,
  ...shape.layers.map(({ neurons }) => neurons),
  outputsOf(shape),
];

export const plainOf = (shape: PlanarShape): PlainNet => ({
  sizes: sizesOf(shape),
  activations: [...shape.layers.map(({ activation }) => activation), 'linear'],
});

/** All weights and biases before training. */
export const firstNumbers = (options: PlanarNetOptions): Float32Array =>
  drawWeights(plainOf(options), initialisers[options.init], random(options.seed).fork('weights'));

/** What one neuron makes of its inputs. */
export interface Said {
  /** The weighted sum with its bias. */
  readonly z: number;
  /** That through its activation. */
  readonly h: number;
}

/** What every neuron says at a point: a list for each layer, features first. The numbers stand as `placesOf` says. */
export function sayAt(shape: PlanarShape, numbers: ArrayLike<number>, x: number, y: number): Said[][] {
  const inputs = shape.features.map((name) => planarFeatures[name].value(x, y));
  const said: Said[][] = [inputs.map((value) => ({ z: value, h: value }))];
  const net = plainOf(shape);
  placesOf(net.sizes).layers.forEach((place, l) => {
    const before = said[l];
    const { value } = activations[net.activations[l]];
    said.push(
      Array.from({ length: place.outputs }, (_, to) => {
        let z = 0;
        before.forEach(({ h }, from) => (z += h * numbers[place.weights + from * place.outputs + to]));
        z += numbers[place.bias + to];
        return { z, h: value(z) };
      }),
    );
  });
  return said;
}
