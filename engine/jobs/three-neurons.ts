// Three sigmoid neurons that each cut the plane once, and a fixed fourth that asks for all three: trained by Adam on the
// sixty points of the island, from the cuts that the reader left. Yields the cuts, and how many points they get right. The
// first frame is those cuts as they are: it costs no training, so the page makes it itself while a hand moves them.
import { island } from '../models/island.ts';
import { sigmoid as sigmoidOf } from '../kernels/math.ts';
import { add, matmul, multiply, sigmoid, sigmoidCrossEntropy, subtract, sum } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { input, parameter } from '../tensor.ts';
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
const VOTE = 8;
const ASKED = 2.5;

/** The net's answer at a point, as a sum of the three yeses minus what is asked: inside above zero. */
export const answerAt = (neurons: readonly Neuron[], x: number, y: number): number =>
  neurons.reduce((votes, { w1, w2, b }) => votes + sigmoidOf(w1 * x + w2 * y + b), 0) - ASKED;

/** How many of the sixty points get the answer they should. */
export const countRight = (neurons: readonly Neuron[]): number =>
  island.filter(({ x, y, label }) => answerAt(neurons, x, y) > 0 === (label === 1)).length;

export const threeNeurons = defineJob<{ start: readonly Neuron[] }, ThreeNeuronsFrame>({
  name: 'three-neurons',
  *run({ start }) {
    yield { neurons: start, right: countRight(start) };
    const x = input('x', [island.length, 2]);
    const labels = input('labels', [island.length]);
    const weights = parameter('weights', [2, 3], [...start.map(({ w1 }) => w1), ...start.map(({ w2 }) => w2)]);
    const biases = parameter(
      'biases',
      [3],
      start.map(({ b }) => b),
    );
    const yes = sigmoid(add(matmul(x, weights), biases)); // [point, neuron]
    const logits = multiply(subtract(sum(yes, 1), ASKED), VOTE); // [point]
    const program = compile({ loss: sigmoidCrossEntropy(logits, labels), optimizer: adam({ rate: 0.25 }) });
    program.feed(
      'x',
      island.flatMap((point) => [point.x, point.y]),
    );
    program.feed(
      'labels',
      island.map(({ label }) => label),
    );
    const neurons = (): Neuron[] => {
      const [w, b] = [program.value('weights'), program.value('biases')];
      return [0, 1, 2].map((i) => ({ w1: w[i], w2: w[3 + i], b: b[i] }));
    };
    while (true) {
      program.step();
      const now = neurons();
      yield { neurons: now, right: countRight(now) };
    }
  },
});
