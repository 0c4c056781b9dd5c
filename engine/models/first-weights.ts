// What becomes of a net that starts with all weights zero, all equal, or drawn by lot: two inputs, four hidden neurons, one
// output, trained by plain gradient descent on a hundred points of the plane. Says how it ends, and in how many different
// neurons. Knows no figure.
import type { ActivationName } from '../activations.ts';
import { dealPlanar, type PlanarDataName } from '../data/planar.ts';
import { allEqual, xavier, zeros } from '../nn/initialise.ts';
import { dense, sequential } from '../nn/index.ts';
import { reshape, sigmoidCrossEntropy } from '../operations.ts';
import { sgd } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { constant, input } from '../tensor.ts';

const initialisers = { zeros, allEqual, drawn: xavier() };
export type FirstWeightsName = keyof typeof initialisers;

const HIDDEN = 4;
const BATCH = 10;
const EPOCHS = 200;

export interface FirstWeightsResult {
  /** Share of the hundred points that it gets right, and the mean loss over them. */
  right: number;
  loss: number;
  /** How many hidden neurons differ from each other in their weights and bias. */
  different: number;
  /** Largest change of any hidden weight since the start. */
  moved: number;
}

export function firstWeightsRun(
  name: FirstWeightsName,
  seed: number,
  { set = 'xor', activation = 'tanh' }: { set?: PlanarDataName; activation?: ActivationName } = {},
): FirstWeightsResult {
  const points = dealPlanar({ set, seed, count: 200, share: 0.5 }).train;
  const initialiser = initialisers[name];
  const hidden = dense(2, HIDDEN, { activation, initialiser, name: 'hidden' });
  const net = sequential(hidden, dense(HIDDEN, 1, { initialiser, name: 'output' }));
  const luck = random(seed);
  net.initialise(luck.fork('weights'));

  const x = input('x', [BATCH, 2]);
  const targets = input('targets', [BATCH]);
  const loss = sigmoidCrossEntropy(reshape(net.forward(x), [BATCH]), targets);
  const program = compile({ loss, optimizer: sgd({ rate: 0.3 }) });
  const weights = program.value('hidden.weights'); // [2, 4]
  const biases = program.value('hidden.bias'); // [4]
  const start = weights.slice();
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = luck.fork(`epoch ${epoch}`).permutation(points.length);
    for (let dealt = 0; dealt + BATCH <= points.length; dealt += BATCH) {
      const batch = [...order.subarray(dealt, dealt + BATCH)].map((i) => points[i]);
      program.feed(
        x,
        batch.flatMap((point) => [point.x, point.y]),
      );
      program.feed(
        targets,
        batch.map(({ target }) => target),
      );
      program.step();
    }
  }

  const places = constant(
    points.flatMap((point) => [point.x, point.y]),
    [points.length, 2],
  );
  const answers = reshape(net.forward(places), [points.length]);
  const meanLoss = sigmoidCrossEntropy(answers, constant(points.map(({ target }) => target)));
  const whole = compile({ outputs: [answers, meanLoss] });
  for (const parameter of net.parameters) whole.value(parameter).set(program.value(parameter));
  whole.forward();
  const said = whole.value(answers);
  const neurons = Array.from({ length: HIDDEN }, (_, k) => `${weights[k]} ${weights[HIDDEN + k]} ${biases[k]}`);
  return {
    right: points.filter(({ target }, i) => said[i] > 0 === (target === 1)).length / points.length,
    loss: whole.value(meanLoss)[0],
    different: new Set(neurons).size,
    moved: Math.max(...weights.map((weight, i) => Math.abs(weight - start[i]))),
  };
}
