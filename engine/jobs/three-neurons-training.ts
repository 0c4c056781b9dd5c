// The training of three-neurons.ts, by Adam. Yields the cuts, and how many points they get right.
import { add, matmul, multiply, sigmoid, sigmoidCrossEntropy, subtract, sum } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { input, parameter } from '../tensor.ts';
import { island } from '../models/island.ts';
import { defineJob } from './job.ts';
import { ASKED, countRight, VOTE, type Neuron, type ThreeNeuronsFrame } from './three-neurons.ts';

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
