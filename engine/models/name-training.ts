// Trains the network of name-net.ts on real names: rows of names strung together, Adam, a rate that falls along half a cosine. Reads
// the loss on names held out, and how far back the next letter's surprise reaches.
import { END, lettersOf, LETTERS, LONGEST_NAME, type NameSet } from '../data/names.ts';
import { dense, embedding, gru } from '../nn/index.ts';
import { index, reshape, softmaxCrossEntropy } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { cosine } from '../schedules.ts';
import { input, type Tensor } from '../tensor.ts';
import { NAME_EVERY, NAME_HIDDEN, nameParameters, nameProbes, NAME_STEPS, NAME_VECTOR } from './name-net.ts';
import { exp, log } from '../kernels/math.ts';

const BATCH = 32;
const STEPS = 24;
const RATE = 0.008;

export interface NameReading {
  /** Updates made so far. */
  step: number;
  /** Bits per letter on the names of the last updates; null before the first. */
  train: number | null;
  /** Bits per letter on names held out, ends included. */
  held: number;
  /** All parameters, one after the other. */
  weights: Float32Array;
  /** For each probe: how much the surprise at its last letter depends on each letter before it; the largest is 1. */
  reach: readonly Float32Array[];
}

/** The layers, and what they make of letters [steps, batch]. */
function makeNet(seed: number) {
  const luck = random(seed);
  const letters = embedding(LETTERS, NAME_VECTOR, { name: 'letters' });
  const cell = gru(NAME_VECTOR, NAME_HIDDEN, { name: 'cell' });
  const end = dense(NAME_HIDDEN, LETTERS, { name: 'end' });
  for (const layer of [letters, cell, end]) layer.initialise(luck.fork(layer.name));
  const states = (ids: Tensor) => cell.forward(letters.forward(ids));
  const score = (h: Tensor) => end.forward(h).named('scores');
  const { weights, hiddenWeights, bias, hiddenBias } = cell.byRole;
  const order = [letters.byRole.table, weights, hiddenWeights, bias, hiddenBias, ...end.parameters];
  return { luck, states, score, order };
}

/** Reads the loss on held-out names, with any weights: each name a row of its own, what comes after its end not counted. */
function examiner(net: ReturnType<typeof makeNet>, held: readonly string[]) {
  const steps = LONGEST_NAME + 1;
  const ids = input('ids', [steps, held.length]);
  const scores = net.score(reshape(net.states(ids), [steps * held.length, NAME_HIDDEN]));
  const program = compile({ outputs: [scores], kernels: 'fast', readable: 'asked' });
  const rows = held.map((name) => [END, ...lettersOf(name), END]);
  const fed = new Float32Array(steps * held.length);
  rows.forEach((row, b) => row.slice(0, -1).forEach((letter, t) => (fed[t * held.length + b] = letter)));
  program.feed(ids, fed);
  return (parameters: Iterable<readonly [string, ArrayLike<number>]>): number => {
    program.load(parameters);
    program.forward();
    const all = program.value(scores);
    let [bits, count] = [0, 0];
    rows.forEach((row, b) => {
      for (let t = 1; t < row.length; t++, count++) {
        const at = ((t - 1) * held.length + b) * LETTERS;
        let [most, sum] = [-Infinity, 0];
        for (let i = 0; i < LETTERS; i++) most = Math.max(most, all[at + i]);
        for (let i = 0; i < LETTERS; i++) sum += exp(all[at + i] - most);
        bits += (most + log(sum) - all[at + row[t]]) / Math.LN2;
      }
    });
    return bits / count;
  };
}

/** Reads how much the surprise at a name's last letter depends on what each letter before it puts into the gates. */
function prober(net: ReturnType<typeof makeNet>, name: string) {
  const letters = [END, ...lettersOf(name)];
  const last = letters.pop() ?? END;
  const steps = letters.length;
  const ids = input('ids', [steps, 1]);
  const states = net.states(ids);
  const loss = softmaxCrossEntropy(net.score(index(states, steps - 1)), input('label', [1]));
  const program = compile({ loss });
  program.feed(ids, Float32Array.from(letters));
  program.feed('label', Float32Array.of(last));
  return (parameters: Iterable<readonly [string, ArrayLike<number>]>): Float32Array => {
    program.load(parameters);
    program.forward();
    program.backward();
    const slopes = program.gradient('cell.gates');
    const wide = slopes.length / steps;
    const sizes = Float32Array.from({ length: steps }, (_, t) => {
      let sum = 0;
      for (let i = 0; i < wide; i++) sum += slopes[t * wide + i] * slopes[t * wide + i];
      return Math.sqrt(sum);
    });
    const most = Math.max(...Array.from(sizes));
    return sizes.map((size) => (most > 0 ? size / most : 0));
  };
}

/** The reading before training, and one after every forty updates; after each of the others nothing. */
export function* trainNames({ train, held }: NameSet, seed: number): Generator<NameReading | undefined, void, void> {
  const net = makeNet(seed);
  const ids = input('ids', [STEPS, BATCH]);
  const labels = input('labels', [STEPS * BATCH]);
  const loss = softmaxCrossEntropy(net.score(reshape(net.states(ids), [STEPS * BATCH, NAME_HIDDEN])), labels);
  const optimizer = adam({ rate: RATE, clip: { norm: 1 } });
  const program = compile({ loss, optimizer, kernels: 'fast', readable: 'asked' });
  const exam = examiner(net, held);
  const probes = nameProbes.map((name) => prober(net, name));
  const names = train.filter((name) => !nameProbes.some((probe) => probe === name)).map((name) => lettersOf(name));

  const read = (step: number, bits: number | null): NameReading => {
    const weights = new Float32Array(nameParameters);
    let at = 0;
    for (const tensor of net.order) {
      weights.set(program.value(tensor), at);
      at += tensor.size;
    }
    const reach = probes.map((probe) => probe(program.parameters));
    return { step, train: bits, held: exam(program.parameters), weights, reach };
  };
  yield read(0, null);

  const deck = net.luck.fork('order');
  let [order, dealt] = [deck.permutation(names.length), 0];
  const next = (): number[] => {
    if (dealt === order.length) [order, dealt] = [deck.permutation(names.length), 0];
    return names[order[dealt++]];
  };
  const schedule = cosine({ steps: NAME_STEPS });
  const [x, y] = [new Float32Array(STEPS * BATCH), new Float32Array(STEPS * BATCH)];
  let sum = 0;
  for (let step = 1; step <= NAME_STEPS; step++) {
    for (let b = 0; b < BATCH; b++) {
      const row: number[] = [END];
      while (row.length <= STEPS) row.push(...next(), END);
      for (let t = 0; t < STEPS; t++) {
        x[t * BATCH + b] = row[t];
        y[t * BATCH + b] = row[t + 1];
      }
    }
    program.feed(ids, x);
    program.feed(labels, y);
    optimizer.rate = RATE * schedule(step - 1);
    sum += program.step() / Math.LN2;
    yield;
    if (step % NAME_EVERY !== 0) continue;
    yield read(step, sum / NAME_EVERY);
    sum = 0;
  }
}
