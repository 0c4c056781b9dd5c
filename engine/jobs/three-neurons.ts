// Three sigmoid neurons that each cut the plane once, and a fixed fourth that asks for all three, on the sixty points of the
// island. The first frame is the cuts as the reader left them: it costs no training, so the page makes it itself while a hand
// moves them. The rest stands in three-neurons-training.ts.
import { island } from '../models/island.ts';
import { sigmoid as sigmoidOf } from '../kernels/math.ts';
import { defineJob } from './job.ts';

export { island };

/** A neuron's weights and bias: it says yes where w1 x + w2 y + b is above zero. */
export interface Neuron {
  w1: number;
  w2: number;
  b: number;
}

export interface ThreeNeuronsFrame {
  neurons: readonly Neuron[];
  /** How many of the sixty points are on the right side. */
  right: number;
}

/** How much each yes counts, and how many are asked for: 8 (h1 + h2 + h3) − 20 is above zero when they add up to 2.5. */
export const VOTE = 8;
export const ASKED = 2.5;

/** The net's answer at a point, as a sum of the three yeses minus what is asked: inside above zero. */
export const answerAt = (neurons: readonly Neuron[], x: number, y: number): number =>
  neurons.reduce((votes, { w1, w2, b }) => votes + sigmoidOf(w1 * x + w2 * y + b), 0) - ASKED;

/** How many of the sixty points get the answer they should. */
export const countRight = (neurons: readonly Neuron[]): number =>
  island.filter(({ x, y, label }) => answerAt(neurons, x, y) > 0 === (label === 1)).length;

/** What a page shows of it by itself. */
export const threeNeuronsAtRest = defineJob<{ start: readonly Neuron[] }, ThreeNeuronsFrame>({
  name: 'three-neurons',
  *run({ start }) {
    yield { neurons: start, right: countRight(start) };
  },
});
