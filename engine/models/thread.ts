// The thread: the one tiny network that the book carries through neuron, forward pass, loss, gradients and update. Two
// inputs, two tanh neurons, one sigmoid output, one example. Defined here and nowhere else; every number of it that is
// printed comes from these functions. Computed in double precision, so that the printed digits are the true ones.
import { add, matmul, reshape, sigmoid, sigmoidCrossEntropy, tanh } from '../operations.ts';
import { sgd } from '../optim.ts';
import { compile } from '../program.ts';
import { constant, parameter } from '../tensor.ts';

/** x: the example. W, b: one row of weights and one bias a hidden neuron. v, c: the output neuron. */
export const thread = {
  x: [-1.5, 2.0],
  target: 1,
  W: [
    [0.4, 0.6],
    [-0.9, -0.8],
  ],
  b: [0.5, -0.3],
  v: [-0.2, 0.7],
  c: 0.1,
} as const;

/** The same network as a graph, its vectors standing upright: z = W x + b, h = tanh z, o = v h + c, p = σ(o). */
export function threadProgram() {
  const x = constant([...thread.x], [2, 1]);
  const W = parameter('W', [2, 2], thread.W.flat());
  const b = parameter('b', [2, 1], [...thread.b]);
  const v = parameter('v', [1, 2], [...thread.v]);
  const c = parameter('c', [1, 1], [thread.c]);
  const z = add(matmul(W, x), b).named('z');
  const h = tanh(z).named('h');
  const o = add(matmul(v, h), c).named('o');
  const p = sigmoid(o).named('p');
  const loss = sigmoidCrossEntropy(reshape(o, [1]), constant([thread.target], [1]));
  return compile({
    loss,
    outputs: [z, h, o, p],
    gradients: [z, h, o],
    optimizer: sgd({ rate: 0.5 }),
    dtype: 'float64',
  });
}

export interface ThreadForward {
  z: number[]; // [2]
  h: number[]; // [2]
  o: number;
  p: number;
  loss: number;
}

export interface ThreadGradients {
  /** ∂L/∂o, the output's error: p − target. */
  o: number;
  v: number[]; // [2]
  c: number;
  h: number[]; // [2]
  z: number[]; // [2]
  W: number[][]; // [2, 2]
  b: number[]; // [2]
}

type Program = ReturnType<typeof threadProgram>;

const forwardOf = (program: Program): ThreadForward => ({
  z: [...program.value('z')],
  h: [...program.value('h')],
  o: program.value('o')[0],
  p: program.value('p')[0],
  loss: program.loss,
});

function gradientsOf(program: Program): ThreadGradients {
  const W = program.gradient('W');
  return {
    o: program.gradient('o')[0],
    v: [...program.gradient('v')],
    c: program.gradient('c')[0],
    h: [...program.gradient('h')],
    z: [...program.gradient('z')],
    W: [
      [W[0], W[1]],
      [W[2], W[3]],
    ],
    b: [...program.gradient('b')],
  };
}

export function threadForward(): ThreadForward {
  const program = threadProgram();
  program.forward();
  return forwardOf(program);
}

export function threadGradients(): ThreadGradients {
  const program = threadProgram();
  program.forward();
  program.backward();
  return gradientsOf(program);
}

export interface ThreadStep {
  before: ThreadForward;
  after: ThreadForward;
  /** What the gradient promises of the step: −rate · ‖∇L‖². */
  predicted: number;
  /** What the step does to the loss. */
  change: number;
}

/** One step of gradient descent: all gradients first, then all updates. */
export function threadStep(rate: number): ThreadStep {
  const program = threadProgram();
  program.optimizer.rate = rate;
  program.forward();
  program.backward();
  const before = forwardOf(program);
  const { W, b, v, c } = gradientsOf(program);
  const steepness = [...W.flat(), ...b, ...v, c].reduce((sum, slope) => sum + slope * slope, 0);
  program.update();
  program.forward();
  const after = forwardOf(program);
  return { before, after, predicted: -rate * steepness, change: after.loss - before.loss };
}

/** The training loop, bare. Gives the thread before training, then after each round. */
export function threadRounds(rate: number, rounds: number) {
  const program = threadProgram();
  program.optimizer.rate = rate;
  const states: ThreadForward[] = [];
  for (let round = 0; round <= rounds; round++) {
    program.forward(); // 1 and 2: the answer and its loss
    states.push(forwardOf(program));
    program.backward(); // 3: all slopes
    program.update(); // 4: all parameters at once
  }
  return states;
}

/** The thread with all nine parameters zero: what it says, and which of its slopes are not zero. */
export function threadAllZero(): { forward: ThreadForward; gradients: ThreadGradients } {
  const program = threadProgram();
  for (const [name, values] of program.parameters) program.set(name, new Float64Array(values.length));
  program.forward();
  program.backward();
  return { forward: forwardOf(program), gradients: gradientsOf(program) };
}

/** The mistake of updating v before going back: ∂L/∂h as it then comes out. */
export function threadWrongOrder(rate: number): number[] {
  const program = threadProgram();
  program.forward();
  program.backward();
  const { v } = gradientsOf(program);
  program.set(
    'v',
    thread.v.map((weight, i) => weight - rate * v[i]),
  );
  program.backward();
  return gradientsOf(program).h;
}
