// What a gradient costs, counted: the thread made wider, its gradient found three ways (a nudge for each parameter, a forward
// derivative for each parameter, one way back for each result), every pass really run and every multiplication counted from
// the program's own operations.
import { add, matmul, multiply, sigmoid, subtract, sum, tanh } from '../operations.ts';
import { compile, type Program } from '../program.ts';
import { random } from '../random.ts';
import { constant, input, parameter, type Tensor } from '../tensor.ts';
import { thread } from './thread.ts';

/** Size of the nudge that finite differences use: small, but not so small that the digits run out. */
const NUDGE = 1e-6;

export interface Spent {
  /** Passes through the network, forward or back. */
  passes: number;
  /** Numbers computed: one for each product in a matrix, one for each element elsewhere. */
  work: number;
  /** The largest difference of any entry from what the way back gives. */
  miss: number;
}

export interface GradientCost {
  hidden: number;
  /** Numbers that can be turned. */
  parameters: number;
  /** Numbers whose gradient is wanted. */
  results: number;
  /** The work of one forward pass. */
  forwardWork: number;
  nudges: Spent;
  forwardMode: Spent;
  backward: Spent;
}

/** Numbers that the operations from…to − 1 compute. */
function workOf(program: Program, from: number, to: number): number {
  return program.ops.slice(from, to).reduce((work, { op, inputs, shape, phase }) => {
    const elements = shape.reduce((product, size) => product * size, 1);
    if (op !== 'matmul') return work + elements;
    const [a, b] = inputs.slice(phase === 'backward' ? 1 : 0).map((name) => program.tensor(name).shape);
    return work + a[0] * a[1] * b[1];
  }, 0);
}

const shapes = (hidden: number, results: number) =>
  ({ W: [hidden, 2], b: [hidden, 1], V: [results, hidden], c: [results, 1] }) as const;
type Weights = Record<keyof ReturnType<typeof shapes>, Tensor>;
const letters = ['W', 'b', 'V', 'c'] as const;

/** Squared errors [results, 1] of the thread with more neurons, and what a derivative along the way needs. */
function network({ W, b, V, c }: Weights, x: Tensor) {
  const h = tanh(add(matmul(W, x).named('Wx'), b)).named('h');
  const p = sigmoid(add(matmul(V, h).named('Vh'), c)).named('p');
  const error = subtract(p, thread.target).named('error');
  return { h, p, error, losses: multiply(error, error).named('losses') };
}

/** The derivative of the losses when the weights move in the direction `by`, carried along from the front. */
function derivative(weights: Weights, by: Weights, x: Tensor): Tensor {
  const { h, p, error } = network(weights, x);
  const dz = add(matmul(by.W, x).named('dWx'), by.b);
  const dh = multiply(subtract(1, multiply(h, h)), dz).named('dh');
  const doutput = add(add(matmul(by.V, h).named('dVh'), matmul(weights.V, dh).named('Vdh')), by.c);
  const dp = multiply(multiply(p, subtract(1, p)), doutput);
  return multiply(multiply(error, 2), dp).named('derivative');
}

const largest = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

const counted = new Map<string, GradientCost>();

/** Finds the gradient of every result by every parameter in three ways, and counts; the same network is counted once. */
export function countGradientCost(hidden: number, results: number): GradientCost {
  const key = `${hidden} ${results}`;
  const known = counted.get(key) ?? count(hidden, results);
  counted.set(key, known);
  return known;
}

function count(hidden: number, results: number): GradientCost {
  const rng = random(`gradient cost ${hidden} ${results}`);
  const sizes = shapes(hidden, results);
  const x = constant([...thread.x], [2, 1]).named('x');
  const made = (name: keyof Weights) => {
    const shape = sizes[name];
    const values = Array.from({ length: shape[0] * shape[1] }, () => rng.uniform(-0.8, 0.8));
    return parameter(name, shape, values);
  };
  const weights: Weights = { W: made('W'), b: made('b'), V: made('V'), c: made('c') };
  const direction: Weights = {
    W: input('dW', sizes.W),
    b: input('db', sizes.b),
    V: input('dV', sizes.V),
    c: input('dc', sizes.c),
  };

  const chosen = input('chosen', [results, 1]);
  const { losses } = network(weights, x);
  const program = compile({ loss: sum(multiply(losses, chosen).named('asked')).named('loss'), dtype: 'float64' });
  program.feed('chosen', new Float64Array(results));
  const ends = program.ops.findIndex(({ output }) => output === 'losses') + 1;
  const forwardWork = workOf(program, 0, ends);
  const values = letters.map((name) => program.value(name));
  const parameters = values.reduce((count, view) => count + view.length, 0);
  const read = () => [...program.value('losses')];

  // One way back for each result: a single forward pass serves them all.
  let [passes, work] = [1, forwardWork];
  program.forward();
  const before = read();
  const gradient: number[][] = [];
  for (let result = 0; result < results; result++) {
    program.value('chosen').fill(0)[result] = 1;
    program.run(ends, program.ends.backward);
    gradient.push(letters.flatMap((name) => [...program.gradient(name)]));
    passes++;
    work += workOf(program, ends, program.ends.backward);
  }
  const backward: Spent = { passes, work, miss: 0 };
  /** The gradients of all results by one parameter, as the way back has them. */
  const column = (at: number) => gradient.map((row) => row[at]);

  // A nudge for each parameter, each with a forward pass of its own.
  const nudges: Spent = { passes: 1, work: forwardWork, miss: 0 };
  const slots = (views: readonly { length: number; [i: number]: number }[]) =>
    views.flatMap((view) => Array.from({ length: view.length }, (_, i) => [view, i] as const));
  slots(values).forEach(([view, i], at) => {
    const kept = view[i];
    view[i] = kept + NUDGE;
    program.run(0, ends);
    view[i] = kept;
    nudges.passes++;
    nudges.work += forwardWork;
    const found = read().map((value, result) => (value - before[result]) / NUDGE);
    nudges.miss = Math.max(nudges.miss, largest(found, column(at)));
  });

  // A derivative carried forwards for each parameter.
  const carried = compile({ outputs: [derivative(weights, direction, x)], dtype: 'float64' });
  letters.forEach((name) => carried.feed(`d${name}`, new Float64Array(sizes[name][0] * sizes[name][1])));
  const carriedWork = workOf(carried, 0, carried.ops.length);
  const forwardMode: Spent = { passes: 0, work: 0, miss: 0 };
  slots(letters.map((name) => carried.value(`d${name}`))).forEach(([view, i], at) => {
    view[i] = 1;
    carried.forward();
    view[i] = 0;
    forwardMode.passes++;
    forwardMode.work += carriedWork;
    forwardMode.miss = Math.max(forwardMode.miss, largest([...carried.value('derivative')], column(at)));
  });

  return { hidden, parameters, results, forwardWork, nudges, forwardMode, backward };
}
