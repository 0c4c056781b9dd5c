// Five networks learn one curve from the same few noisy points, each from first weights of its own, with whatever holds them
// back: penalties on the weights, dropout, inputs that are shaken anew at every step. Tells after every few steps how far they
// miss the points they learn from and two piles of held-out points, and what their curves look like. Knows no drawing.
import { dense, dropout, sequential, type Sequential } from '../nn/index.ts';
import { meanSquaredError, reshape } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { input } from '../tensor.ts';
import {
  CURVE_EVERY,
  CURVE_STEPS,
  curveSample,
  placeOf,
  PLACES,
  type CurveLabReading,
  type CurveLabSetting,
} from './curve-lab.ts';
import { NETWORKS } from './five-networks.ts';

const RATE = 0.005;
/** Points a step; all of them, if they are fewer. */
const BATCH = 40;

function makeNet(neurons: number, rate: number, seed: string): Sequential {
  const drop = (name: string) => (rate > 0 ? [dropout(rate, { seed, name })] : []);
  return sequential(
    dense(1, neurons, { activation: 'tanh' }),
    ...drop('first dropout'),
    dense(neurons, neurons, { activation: 'tanh' }),
    ...drop('second dropout'),
    dense(neurons, 1),
  );
}

/** Asks a network, without dropout, for its answers at some places: compiled once for all networks. */
function makeJudge(neurons: number, x: Float32Array) {
  const answers = makeNet(neurons, 0, '')
    .forward(input('x', [x.length, 1]))
    .named('answers');
  const program = compile({ outputs: [answers], readable: 'asked' });
  program.feed('x', x);
  const own = [...program.parameters.values()];
  return (weights: Iterable<ArrayLike<number>>) => {
    let i = 0;
    for (const values of weights) own[i++].set(values);
    program.forward();
    return program.value('answers');
  };
}

/** The mean square of what the answers miss, from the given one on. */
function missed(answers: ArrayLike<number>, y: Float32Array, from = 0): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (answers[from + i] - y[i]) * (answers[from + i] - y[i]);
  return sum / y.length;
}

/** Trains by Adam, on up to 40 points at a time. The first reading comes after the first few steps. */
export function* trainCurves(setting: CurveLabSetting): Generator<CurveLabReading, void, void> {
  const { neurons, seed, shake, l1, l2 } = setting;
  const sample = curveSample(setting);
  const { x, y } = sample.train;
  const batch = Math.min(BATCH, x.length);
  const { validation, test } = sample;
  const grid = Float32Array.from({ length: PLACES }, (_, i) => placeOf(i));
  const judge = makeJudge(neurons, Float32Array.from([grid, x, validation.x].flatMap((part) => [...part])));
  const judgeSealed = makeJudge(neurons, test.x);
  const networks = Array.from({ length: NETWORKS }, (_, i) => {
    const luck = random(`curve ${seed}`).fork(`network ${i}`);
    const net = makeNet(neurons, setting.dropout, `${seed} ${i}`);
    net.initialise(luck.fork('weights'));
    const sums = reshape(net.forward(input('x', [batch, 1])), [batch]);
    const loss = meanSquaredError(sums, input('y', [batch]));
    const program = compile({ loss, optimizer: adam({ rate: RATE, l1, weightDecay: l2 }) });
    return {
      program,
      order: luck.fork('order'),
      shakes: luck.fork('shake'),
      deck: new Uint32Array(0) as Uint32Array,
      dealt: 0,
      lowest: Infinity,
    };
  });
  const [xs, ys] = [new Float32Array(batch), new Float32Array(batch)];
  for (let step = 1; step <= CURVE_STEPS; step++) {
    for (const network of networks) {
      const { program, order, shakes } = network;
      for (let row = 0; row < batch; row++) {
        if (network.dealt === network.deck.length) {
          network.deck = order.permutation(x.length);
          network.dealt = 0;
        }
        const at = network.deck[network.dealt++];
        xs[row] = shake > 0 ? x[at] + shake * shakes.normal() : x[at];
        ys[row] = y[at];
      }
      program.feed('x', xs);
      program.feed('y', ys);
      program.step();
    }
    if (step % CURVE_EVERY !== 0) continue;
    const fits = new Float32Array(NETWORKS * PLACES);
    const losses = networks.map((network, i) => {
      const answers = judge(network.program.parameters.values());
      fits.set(answers.subarray(0, PLACES), i * PLACES);
      const held = missed(answers, validation.y, PLACES + x.length);
      const losses = { train: missed(answers, y, PLACES), validation: held, test: 0 };
      if (held >= network.lowest && step < CURVE_STEPS) return losses;
      network.lowest = Math.min(network.lowest, held);
      return { ...losses, test: missed(judgeSealed(network.program.parameters.values()), test.y) };
    });
    const of = (pile: 'train' | 'validation' | 'test') => Float32Array.from(losses, (each) => each[pile]);
    yield { step, train: of('train'), validation: of('validation'), test: of('test'), fits };
  }
}
