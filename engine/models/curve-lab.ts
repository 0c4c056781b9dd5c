// Five networks learn one curve from the same few noisy points, each from first weights of its own, with whatever holds them
// back: penalties on the weights, dropout, inputs that are shaken anew at every step. Tells after every few steps how far they
// miss the points they learn from and two piles of held-out points, and what their curves look like. Knows no drawing.
import { sin } from '../kernels/math.ts';
import { dense, dropout, sequential, type Sequential } from '../nn/index.ts';
import { meanSquaredError, reshape } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { random, type Random } from '../random.ts';
import { input } from '../tensor.ts';
import { NETWORKS, type Losses } from './five-networks.ts';

export interface CurveLabSetting {
  /** Training points, 1 to 640. */
  examples: number;
  /** Neurons in each of the two hidden layers. */
  neurons: number;
  /** Standard deviation of what is added to every y. */
  noise: number;
  /** How many training points are off by two more. */
  outliers: number;
  /** Standard deviation of what is added to every training x, anew at each step: augmentation for a curve. */
  shake: number;
  /** λ of the penalties on all weights and biases: λ · Σ |p|, by a proximal step, and λ/2 · Σ p². */
  l1: number;
  l2: number;
  /** Probability of each hidden neuron to be left out of a step. */
  dropout: number;
  seed: number;
}

export const CURVE_STEPS = 2000;
/** Steps from one reading to the next. */
export const CURVE_EVERY = 50;
/** The networks' curves are drawn through so many places from −1 to 1. */
export const PLACES = 101;
/** Points held out. */
const VALIDATION_POINTS = 100;
export const TEST_POINTS = 400;
const MOST = 640;
const RATE = 0.005;
/** How far an outlier is off. */
const OFF = 2;

/** The curve that the points come from: one wave. */
export const wantedWave = (x: number): number => sin(Math.PI * x);

export const placeOf = (i: number, places = PLACES): number => -1 + (2 * i) / (places - 1);

export interface LabPoints {
  x: Float32Array;
  y: Float32Array;
}

export interface CurveSample {
  train: LabPoints;
  /** Which training points are outliers. */
  wrong: readonly number[];
  validation: LabPoints;
  test: LabPoints;
}

function drawPoints(count: number, noise: number, luck: Random): LabPoints {
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = luck.uniform(-1, 1);
    y[i] = wantedWave(x[i]) + noise * luck.normal();
  }
  return { x, y };
}

/**
 * The points of a seed. A smaller sample is the beginning of a larger one; more noise stretches the same noise. Held-out points
 * have the noise, and no outliers.
 */
export function curveSample(setting: Pick<CurveLabSetting, 'examples' | 'noise' | 'outliers' | 'seed'>): CurveSample {
  const { examples, noise, outliers, seed } = setting;
  const luck = random(`curve ${seed}`);
  const all = drawPoints(MOST, noise, luck.fork('train'));
  const train = { x: all.x.slice(0, examples), y: all.y.slice(0, examples) };
  const wrong = [...luck.fork(`outliers of ${examples}`).permutation(examples).subarray(0, outliers)];
  for (const i of wrong) train.y[i] += wantedWave(train.x[i]) > 0 ? -OFF : OFF;
  return {
    train,
    wrong,
    validation: drawPoints(VALIDATION_POINTS, noise, luck.fork('validation')),
    test: drawPoints(TEST_POINTS, noise, luck.fork('test')),
  };
}

export interface CurveLabReading extends Losses {
  /** The curve of each network. */
  fits: Float32Array; // [5, 101]
}

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

/** Asks a network, without dropout, for its curve and for its losses on the three piles: compiled once for all networks. */
function makeJudge(neurons: number, { train, validation, test }: CurveSample) {
  const grid = Float32Array.from({ length: PLACES }, (_, i) => placeOf(i));
  const x = Float32Array.from([grid, train.x, validation.x, test.x].flatMap((part) => [...part]));
  const program = compile({
    outputs: [
      makeNet(neurons, 0, '')
        .forward(input('x', [x.length, 1]))
        .named('y'),
    ],
    readable: 'asked',
    kernels: 'fast',
  });
  program.feed('x', x);
  const own = [...program.parameters.values()];
  const missed = (from: number, { y }: LabPoints) => {
    const answers = program.value('y');
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += (answers[from + i] - y[i]) * (answers[from + i] - y[i]);
    return sum / y.length;
  };
  return (weights: Iterable<ArrayLike<number>>) => {
    let i = 0;
    for (const values of weights) own[i++].set(values);
    program.forward();
    return {
      fit: program.value('y').subarray(0, PLACES),
      train: missed(PLACES, train),
      validation: missed(PLACES + train.x.length, validation),
      test: missed(PLACES + train.x.length + VALIDATION_POINTS, test),
    };
  };
}

/** Trains by Adam on all training points at once. The first reading comes after the first few steps. */
export function* trainCurves(setting: CurveLabSetting): Generator<CurveLabReading, void, void> {
  const { neurons, seed, shake, l1, l2 } = setting;
  const sample = curveSample(setting);
  const { x, y } = sample.train;
  const judge = makeJudge(neurons, sample);
  const networks = Array.from({ length: NETWORKS }, (_, i) => {
    const luck = random(`curve ${seed}`).fork(`network ${i}`);
    const net = makeNet(neurons, setting.dropout, `${seed} ${i}`);
    net.initialise(luck.fork('weights'));
    const sums = reshape(net.forward(input('x', [x.length, 1])), [x.length]);
    const loss = meanSquaredError(sums, input('y', [x.length]));
    const program = compile({ loss, optimizer: adam({ rate: RATE, l1, weightDecay: l2 }), kernels: 'fast' });
    program.feed('x', x);
    program.feed('y', y);
    return { program, luck: luck.fork('shake') };
  });
  const shaken = new Float32Array(x.length);
  for (let step = 1; step <= CURVE_STEPS; step++) {
    for (const { program, luck } of networks) {
      if (shake > 0) {
        for (let i = 0; i < x.length; i++) shaken[i] = x[i] + shake * luck.normal();
        program.feed('x', shaken);
      }
      program.step();
    }
    if (step % CURVE_EVERY !== 0) continue;
    const fits = new Float32Array(NETWORKS * PLACES);
    const losses = networks.map(({ program }, i) => {
      const { fit, ...rest } = judge(program.parameters.values());
      fits.set(fit, i * PLACES);
      return rest;
    });
    const of = (pile: 'train' | 'validation' | 'test') => Float32Array.from(losses, (each) => each[pile]);
    yield { step, train: of('train'), validation: of('validation'), test: of('test'), fits };
  }
}
