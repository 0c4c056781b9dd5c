// How the folding networks were trained: tanh layers, cross-entropy, AdamW on all points at once, from a seed. Run by
// scripts/fold.ts, which keeps the results, and by the test that trains them again.
import { dense, sequential } from '../nn/index.ts';
import { reshape, sigmoidCrossEntropy } from '../operations.ts';
import { adamw } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { input } from '../tensor.ts';
import { foldAnswer, undisguised, type FoldNet } from './fold-net.ts';
import { foldPoints, type FoldSet } from './fold-points.ts';
import type { FoldName } from './folds.ts';

export interface FoldRecipe {
  set: FoldSet;
  /** Neurons in each hidden layer. */
  widths: readonly number[];
  /** The start whose network is shown; all of `foldSeeds` were tried. */
  seed: number;
  steps: number;
  rate: number;
  weightDecay: number;
}

const gentle = { steps: 800, rate: 0.02, weightDecay: 0.5 };
const thorough = { steps: 3000, rate: 0.02, weightDecay: 0.05 };

export const foldRecipes = {
  xor: { set: 'xor', widths: [2, 2, 2], seed: 7, ...gentle },
  moons: { set: 'moons', widths: [2, 2], seed: 1, ...thorough },
  ring: { set: 'ring', widths: [2, 2], seed: 4, ...thorough },
  lifted: { set: 'ring', widths: [3], seed: 1, ...thorough },
} as const satisfies Record<FoldName, FoldRecipe>;

/** The starts that the text counts successes over. */
export const foldSeeds: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

export function trainFold({ set, widths, seed, steps, rate, weightDecay }: FoldRecipe): FoldNet {
  const points = foldPoints[set]();
  const sizes = [2, ...widths];
  const hidden = widths.map((width, i) => dense(sizes[i], width, { activation: 'tanh' }));
  const last = dense(sizes[sizes.length - 1], 1);
  const net = sequential(...hidden, last);
  net.initialise(random(seed));
  const x = input('x', [points.length, 2]);
  const targets = input('targets', [points.length]);
  const loss = sigmoidCrossEntropy(reshape(net.forward(x), [points.length]), targets);
  const program = compile({ loss, optimizer: adamw({ rate, weightDecay }) });
  program.feed(
    'x',
    points.flatMap(({ inputs }) => [...inputs]),
  );
  program.feed(
    'targets',
    points.map(({ target }) => target),
  );
  for (let step = 0; step < steps; step++) program.step();

  /** One row a neuron; the engine keeps one row an input. */
  const read = ({ weights, bias, inputs, outputs }: (typeof hidden)[number]) => {
    const flat = program.value(weights);
    return {
      weights: Array.from({ length: outputs }, (_, to) =>
        Array.from({ length: inputs }, (_, from) => flat[from * outputs + to]),
      ),
      biases: [...program.value(bias)],
    };
  };
  const { weights, biases } = read(last);
  return undisguised({ hidden: hidden.map(read), output: { weights: weights[0], bias: biases[0] } });
}

/** How many of its points a network gets right. */
export const foldRight = (net: FoldNet, set: FoldSet): number =>
  foldPoints[set]().filter(({ inputs, target }) => foldAnswer(net, inputs) > 0 === (target === 1)).length;
