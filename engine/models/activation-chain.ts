// Neurons in a row, each with one input, weight 1 and bias 0, all with one activation function: what comes out at the end,
// and how much of a small nudge at the beginning is left of it. By the chain of slopes, one factor a layer.
import { activations, type ActivationName } from '../activations.ts';

export interface ChainEnd {
  /** What the last neuron answers. */
  value: number;
  /** Change of that answer for a small change of the first sum, divided by it: the product of the slopes. */
  slope: number;
}

/** Sends the sum z through `layers` neurons (at least one). */
export function throughChain(name: ActivationName, z: number, layers = 1): ChainEnd {
  const { value: answer, slope: slopeAt } = activations[name];
  let value = z;
  let slope = 1;
  for (let layer = 0; layer < layers; layer++) {
    slope *= slopeAt(value);
    value = answer(value);
  }
  return { value, slope };
}

/** Less than this share of a nudge counts as lost. */
export const LOST = 0.01;

/** Stretches of z, at least a fifth wide, on which less than the share LOST of a nudge comes through. Looked for in steps of 1/50. */
export function saturated(name: ActivationName, [from, to]: readonly [number, number], layers = 1): [number, number][] {
  const step = 0.02;
  const zones: [number, number][] = [];
  let start: number | undefined;
  const count = Math.round((to - from) / step);
  for (let i = 0; i <= count; i++) {
    const z = from + i * step;
    const lost = Math.abs(throughChain(name, z, layers).slope) < LOST;
    if (lost) start ??= z;
    if (start !== undefined && (!lost || i === count)) {
      if (z - start >= 0.2) zones.push([start, z]);
      start = undefined;
    }
  }
  return zones;
}
