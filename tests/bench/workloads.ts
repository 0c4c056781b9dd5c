// The networks that are timed: seeded data in eight batches that take turns, as in the comparison with other libraries.
import {
  adam,
  compile,
  dense,
  input,
  meanSquaredError,
  random,
  sequential,
  sgd,
  softmaxCrossEntropy,
  type ActivationName,
  type Optimizer,
  type Random,
} from '#engine';

const BATCHES = 8;

export interface Workload {
  id: string;
  what: string;
  /** One step: feed, forward, loss, backward, update; returns the loss. */
  step(): number;
}

interface Recipe {
  id: string;
  what: string;
  sizes: number[];
  batch: number;
  activation: ActivationName;
  optimizer: Optimizer;
  /** Number of classes, or undefined for regression on one number. */
  classes?: number;
  pixel(rng: Random): number;
}

const recipes: Recipe[] = [
  {
    id: 'W1',
    what: 'MLP 2-8-8-1 tanh, batch 10, SGD',
    sizes: [2, 8, 8, 1],
    batch: 10,
    activation: 'tanh',
    optimizer: sgd({ rate: 0.05 }),
    pixel: (rng) => rng.uniform(-1, 1),
  },
  {
    id: 'W2',
    what: 'MLP 1-64-64-1 tanh, batch 64, Adam',
    sizes: [1, 64, 64, 1],
    batch: 64,
    activation: 'tanh',
    optimizer: adam({ rate: 0.001 }),
    pixel: (rng) => rng.uniform(-1, 1),
  },
  {
    id: 'W3',
    what: 'MNIST MLP 784-128-10 ReLU, batch 64, Adam',
    sizes: [784, 128, 10],
    batch: 64,
    activation: 'relu',
    optimizer: adam({ rate: 0.001 }),
    classes: 10,
    pixel: (rng) => (rng.uniform() < 0.8 ? 0 : rng.uniform()), // as sparse as digits are
  },
];

function build({ id, what, sizes, batch, activation, optimizer, classes, pixel }: Recipe): Workload {
  const rng = random(id);
  const last = sizes.length - 2;
  const net = sequential(
    ...sizes.slice(1).map((size, i) => dense(sizes[i], size, { activation: i < last ? activation : 'linear' })),
  );
  net.initialise(rng.fork('weights'));
  const y = net.forward(input('x', [batch, sizes[0]]));
  const loss =
    classes === undefined ? meanSquaredError(y, input('y', [batch, 1])) : softmaxCrossEntropy(y, input('y', [batch]));
  const program = compile({ loss, optimizer });
  const batches = Array.from({ length: BATCHES }, () => ({
    x: Float32Array.from({ length: batch * sizes[0] }, () => pixel(rng)),
    y: Float32Array.from({ length: batch }, () => (classes === undefined ? rng.uniform() : rng.integer(classes))),
  }));
  let at = 0;
  return {
    id,
    what,
    step() {
      const { x, y: targets } = batches[at++ % BATCHES];
      program.feed('x', x);
      program.feed('y', targets);
      return program.step();
    },
  };
}

export const workloads = (): Workload[] => recipes.map(build);
