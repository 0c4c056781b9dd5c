// The training of hinges.ts: all ten parameters by Adam on the mean squared error over 41 examples, two steps a frame.
import { LEAK } from '../activations.ts';
import { gapOf, hingeInputs, wantedCurves, type HingeNet } from '../models/hinges.ts';
import { affine, leakyRelu, meanSquaredError, relu } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { input, parameter } from '../tensor.ts';
import type { HingesFrame, HingesParameters } from './hinges.ts';
import { defineJob } from './job.ts';

const STEPS_A_FRAME = 2;

export const hinges = defineJob<HingesParameters, HingesFrame>({
  name: 'hinges',
  *run({ start, activation, wanted }) {
    yield { net: start, gap: gapOf(start, activation, wanted) };
    const [examples, neurons] = [hingeInputs.length, start.weights.length];
    const x = input('x', [examples, 1]);
    const targets = input('targets', [examples, 1]);
    const weights = parameter('weights', [1, neurons], [...start.weights]);
    const biases = parameter('biases', [neurons], [...start.biases]);
    const outer = parameter('outer', [neurons, 1], [...start.outer]);
    const offset = parameter('offset', [1], [start.offset]);
    const sums = affine(x, weights, biases); // [example, neuron]
    const answers = activation === 'relu' ? relu(sums) : leakyRelu(sums, LEAK);
    const loss = meanSquaredError(affine(answers, outer, offset), targets);
    const program = compile({ loss, optimizer: adam({ rate: 0.02 }) });
    program.feed('x', [...hingeInputs]);
    program.feed('targets', hingeInputs.map(wantedCurves[wanted]));
    while (true) {
      for (let step = 0; step < STEPS_A_FRAME; step++) program.step();
      const net: HingeNet = {
        weights: [...program.value('weights')],
        biases: [...program.value('biases')],
        outer: [...program.value('outer')],
        offset: program.value('offset')[0],
      };
      yield { net, gap: gapOf(net, activation, wanted) };
    }
  },
});
