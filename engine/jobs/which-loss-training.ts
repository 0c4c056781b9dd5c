// The training of which-loss.ts: both neurons, step by step.
import { onesAndSevens } from '../models/ones-and-sevens.ts';
import type { Cut, LossName } from '../models/two-losses.ts';
import { add, matmul, meanSquaredError, reshape, sigmoid, sigmoidCrossEntropy } from '../operations.ts';
import { sgd } from '../optim.ts';
import { compile } from '../program.ts';
import { constant, parameter } from '../tensor.ts';
import { defineJob } from './job.ts';
import { readCut, whichLossStart, type WhichLossFrame, type WhichLossParameters } from './which-loss.ts';

function train(loss: LossName, start: Cut, rate: number) {
  const digits = onesAndSevens.length;
  const x = constant(
    onesAndSevens.flatMap(({ inputs }) => [...inputs]),
    [digits, 2],
  );
  const targets = constant(
    onesAndSevens.map(({ target }) => target),
    [digits],
  );
  const weights = parameter('weights', [2, 1], [start.w1, start.w2]);
  const sums = reshape(add(matmul(x, weights), parameter('bias', [1], [start.b])), [digits]);
  const program = compile({
    loss: loss === 'crossEntropy' ? sigmoidCrossEntropy(sums, targets) : meanSquaredError(sigmoid(sums), targets),
    optimizer: sgd({ rate }),
  });
  return (): Cut => {
    program.step();
    const [w1, w2] = program.value('weights');
    return { w1, w2, b: program.value('bias')[0] };
  };
}

export const whichLoss = defineJob<WhichLossParameters, WhichLossFrame>({
  name: 'which-loss',
  *run(parameters) {
    const start = whichLossStart(parameters);
    yield { crossEntropy: readCut(start), squaredError: readCut(start) };
    const { rate } = parameters;
    const [crossEntropy, squaredError] = [train('crossEntropy', start, rate), train('squaredError', start, rate)];
    while (true) yield { crossEntropy: readCut(crossEntropy()), squaredError: readCut(squaredError()) };
  },
});
