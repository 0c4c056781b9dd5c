// One neuron, trained twice from the same start on the same ones and sevens: once by cross-entropy and once by the squared
// error of its answers. Yields both after each step. The first frame is the start itself and costs no training.
import { onesAndSevens } from '../models/ones-and-sevens.ts';
import { countReadRight, sumOfAverageOne, type Cut, type LossName } from '../models/two-losses.ts';
import { add, matmul, meanSquaredError, reshape, sigmoid, sigmoidCrossEntropy } from '../operations.ts';
import { sgd } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { constant, parameter } from '../tensor.ts';
import { defineJob } from './job.ts';

export interface WhichLossParameters {
  /** The bias at the start. */
  bias: number;
  rate: number;
  /** Deals the two small weights at the start. */
  seed: number;
}

export interface Reader {
  cut: Cut;
  /** How many of the digits it reads right. */
  right: number;
  /** Its sum for the average one. */
  sum: number;
}

export type WhichLossFrame = Readonly<Record<LossName, Reader>>;

/** The weights at the start lie between −SMALL and SMALL. */
const SMALL = 0.1;

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

const read = (cut: Cut): Reader => ({ cut, right: countReadRight(cut), sum: sumOfAverageOne(cut) });

export const whichLoss = defineJob<WhichLossParameters, WhichLossFrame>({
  name: 'which-loss',
  *run({ bias, rate, seed }) {
    const rng = random(seed);
    const start: Cut = { w1: rng.uniform(-SMALL, SMALL), w2: rng.uniform(-SMALL, SMALL), b: bias };
    yield { crossEntropy: read(start), squaredError: read(start) };
    const [crossEntropy, squaredError] = [train('crossEntropy', start, rate), train('squaredError', start, rate)];
    while (true) yield { crossEntropy: read(crossEntropy()), squaredError: read(squaredError()) };
  },
});
