// Everything the engine computes, boiled down to one number a thing: elementary functions over many arguments, every op
// forward and backward on its own samples, every optimiser, random draws. Runs in Node and, bundled, in a browser.
import * as engine from '../../engine/index.ts';
import type { SampleInput } from '../../engine/ops/rule.ts';
import { record, type Tensor } from '../../engine/tensor.ts';

const { compile, dense, input, meanSquaredError, ops, parameter, random, scalar, sequential, sum } = engine;

/** FNV-1a over the bits of the numbers. */
function hash(...lists: ArrayLike<number>[]): string {
  let state = 0x811c9dc5;
  for (const list of lists) {
    for (const byte of new Uint8Array(Float64Array.from(list).buffer))
      state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  }
  return state.toString(16).padStart(8, '0');
}

const draw = ({ shape, low = -2, high = 2, away = 0, classes }: SampleInput, rng: engine.Random) =>
  Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    if (classes !== undefined) return rng.integer(classes);
    const value = rng.uniform(low, high);
    return Math.abs(value) < away ? (value < 0 ? -away : away) : value;
  });

function functions(): [string, string][] {
  const rng = random(1);
  const near = Float64Array.from({ length: 20_000 }, () => rng.uniform(-20, 20));
  const small = Float64Array.from({ length: 5_000 }, () => rng.uniform(-1e-3, 1e-3));
  const positive = new Set(['log', 'log1p', 'power']);
  return Object.entries(scalar).map(([name, f]) => {
    const at = (x: number) => (f as (x: number, y: number) => number)(positive.has(name) ? Math.abs(x) + 1e-9 : x, 1.7);
    return [`scalar ${name}`, hash(near.map(at), small.map(at))];
  });
}

function operation(name: engine.OpName): [string, string] {
  const rng = random(7).fork(name);
  const { inputs, attributes } = ops[name].sample(() => 1 + rng.integer(5));
  const flows = ops[name].backward.map((share) => share !== null);
  const tensors = inputs.map((one, i) =>
    flows[i] ? parameter(`p${i}`, one.shape, draw(one, rng)) : engine.constant(draw(one, rng), one.shape),
  );
  const output = (record as unknown as (op: engine.OpName, inputs: Tensor[], attributes: unknown) => Tensor)(
    name,
    tensors,
    attributes,
  );
  const program = compile({ loss: sum(output), outputs: [output] });
  program.forward();
  if (program.parameters.size) program.backward();
  const slopes = [...program.parameters.keys()].map((key) => program.gradient(key));
  return [`op ${name}`, hash(program.value(output), ...slopes)];
}

function optimiser(name: 'sgd' | 'momentum' | 'rmsprop' | 'adam'): [string, string] {
  const rng = random(11).fork(name);
  const net = sequential(dense(3, 16, { activation: 'tanh' }), dense(16, 8, { activation: 'gelu' }), dense(8, 2));
  net.initialise(rng);
  const loss = meanSquaredError(net.forward(input('x', [8, 3])), input('y', [8, 2]));
  const program = compile({ loss, optimizer: engine[name]({ rate: 0.01 }) });
  for (let step = 0; step < 50; step++) {
    program.feed('x', draw({ shape: [8, 3] }, rng));
    program.feed('y', draw({ shape: [8, 2] }, rng));
    program.step();
  }
  return [`50 steps of ${name}`, hash(...program.parameters.values())];
}

function luck(): [string, string][] {
  const rng = random(3);
  const many = <T>(f: () => T) => Array.from({ length: 5000 }, f);
  return [
    ['uniform', hash(many(() => rng.uniform()))],
    ['normal', hash(many(() => rng.normal()))],
    ['integer', hash(many(() => rng.integer(17)))],
  ];
}

export const fingerprint = (): Record<string, string> =>
  Object.fromEntries([
    ...functions(),
    ...(Object.keys(ops) as engine.OpName[]).map(operation),
    ...(['sgd', 'momentum', 'rmsprop', 'adam'] as const).map(optimiser),
    ...luck(),
  ]);
