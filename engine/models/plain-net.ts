/**
 * A net of dense layers as plain loops, without a program: its first weights, and what all its neurons say to many rows. The
 * same bits as layers and programs give (a test holds it to that), for a small part of their weight: what only looks at a net
 * needs no more. Knows no training.
 */
import { activations, type ActivationName } from '../activations.ts';
import { usual, type Initialiser } from '../nn/initialise.ts';
import type { Random } from '../random.ts';

/** Where a layer's numbers stand in the list of all: its weights [inputs, outputs], then its biases. */
export interface LayerPlace {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: number;
  readonly bias: number;
}

/** The places of all layers' numbers, and how many there are, from the sizes of the layers, inputs first. */
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

/** What a net is made of: sizes, inputs first, and the activation of each layer after. */
export interface PlainNet {
  readonly sizes: readonly number[];
  readonly activations: readonly ActivationName[];
}

/** The weights that its dense layers would draw one after the other; biases are zero. */
export function drawWeights(net: PlainNet, initialiser: Initialiser | undefined, rng: Random): Float32Array {
  const { layers, count } = placesOf(net.sizes);
  const all = new Float32Array(count);
  layers.forEach(({ inputs, outputs, weights }, i) => {
    const values = new Float64Array(inputs * outputs);
    (initialiser ?? usual(net.activations[i]))(values, { inputs, outputs }, rng);
    all.set(values, weights);
  });
  return all;
}

/**
 * Something that says what each layer makes of rows [count, inputs], given all weights: a list of [count, outputs] for each
 * layer, and the last layer's comes last. The lists are overwritten by the next call.
 */
export function speaker(net: PlainNet, rows: Float32Array, count: number): (weights: Float32Array) => Float32Array[] {
  const { layers } = placesOf(net.sizes);
  const said = layers.map(({ outputs }) => new Float32Array(count * outputs));
  return (numbers) => {
    layers.forEach(({ inputs, outputs, weights, bias }, l) => {
      const name = net.activations[l];
      const bend = name === 'linear' ? undefined : activations[name].value;
      const [from, to] = [l ? said[l - 1] : rows, said[l]];
      for (let row = 0; row < count; row++)
        for (let j = 0; j < outputs; j++) {
          let sum = numbers[bias + j];
          for (let k = 0; k < inputs; k++) sum += from[row * inputs + k] * numbers[weights + k * outputs + j];
          to[row * outputs + j] = bend ? bend(Math.fround(sum)) : sum;
        }
    });
    return said;
  };
}
