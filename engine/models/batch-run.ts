// The same net, the same 256 points and the same work, in batches of one size or another: two rings, two inputs, 8 tanh
// neurons, plain gradient descent. Gives the loss over all points as the looks at a point add up. Knows nothing of
// pictures, nor of how the rates and the recorded runs of batch-runs.json were found (scripts/batch-runs.ts).
import { dealPlanar } from '../data/planar.ts';
import { dense, sequential } from '../nn/index.ts';
import { reshape, sigmoidCrossEntropy } from '../operations.ts';
import { sgd } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { constant, input } from '../tensor.ts';
import record from './batch-runs.json' with { type: 'json' };

export const POINTS = 256;
/** Passes over the points that every run may make: its work. */
export const PASSES = 20;
/** Looks at a point between two readings of the loss. */
export const LOOKS = 64;
/** Readings after the first, which comes before any training. */
export const READINGS = (PASSES * POINTS) / LOOKS;

/** Powers of four: each deals the points without a rest. */
export const batchRunSizes = [1, 4, 16, 64, 256] as const;
export type BatchRunSize = (typeof batchRunSizes)[number];

export interface BatchRunSetting {
  size: BatchRunSize;
  rate: number;
  /** Deals the first weights and the order of the points. */
  seed: number;
}

const points = dealPlanar({ set: 'circle', seed: 1, count: 2 * POINTS, noise: 0.15, share: 0.5 }).train;
const places = Float32Array.from(points.flatMap(({ x, y }) => [x, y])); // [point, 2]
const classes = Float32Array.from(points, ({ target }) => target);

/** The mean loss over all points after 0, 64, 128, … looks; the last comes after 20 passes. */
export function* batchRun({ size, rate, seed }: BatchRunSetting): Generator<number, void, void> {
  const net = sequential(dense(2, 8, { activation: 'tanh', name: 'hidden' }), dense(8, 1, { name: 'output' }));
  const luck = random(seed);
  net.initialise(luck.fork('weights'));

  const everyAnswer = reshape(net.forward(constant(places, [POINTS, 2])), [POINTS]);
  const meanLoss = sigmoidCrossEntropy(everyAnswer, constant(classes));
  const whole = compile({ outputs: [meanLoss] });
  const read = (): number => {
    whole.forward();
    return whole.value(meanLoss)[0];
  };
  let latest = read();
  yield latest;

  const x = input('x', [size, 2]);
  const targets = input('targets', [size]);
  const loss = sigmoidCrossEntropy(reshape(net.forward(x), [size]), targets);
  const program = compile({ loss, optimizer: sgd({ rate }) });
  const batch = { x: new Float32Array(2 * size), targets: new Float32Array(size) };

  for (let pass = 0; pass < PASSES; pass++) {
    const order = luck.fork(`pass ${pass}`).permutation(POINTS);
    for (let dealt = 0; dealt < POINTS; dealt += size) {
      for (let i = 0; i < size; i++) {
        const point = order[dealt + i];
        batch.x.set(places.subarray(2 * point, 2 * point + 2), 2 * i);
        batch.targets[i] = classes[point];
      }
      program.feed(x, batch.x);
      program.feed(targets, batch.targets);
      program.step();
      const looks = pass * POINTS + dealt + size;
      if (looks % LOOKS !== 0) continue;
      // A batch of 256 is one update: until it is made, the loss stays what it was.
      for (let k = 1; k < size / LOOKS; k++) yield latest;
      for (const parameter of net.parameters) whole.value(parameter).set(program.value(parameter));
      latest = read();
      yield latest;
    }
  }
}

/** What ten runs of one size came to, each at the rate that is best for that size. */
export interface RecordedRuns {
  size: number;
  rate: number;
  /** Mean loss over the seeds, and the lowest and highest, at each reading. */
  mean: readonly number[];
  low: readonly number[];
  high: readonly number[];
}

/** The seeds over which the record was made. */
export const recordedSeeds: readonly number[] = record.seeds;
export const recordedRuns = record.runs as readonly RecordedRuns[];

export function recordedRun(size: number): RecordedRuns {
  const found = recordedRuns.find((run) => run.size === size);
  if (!found) throw new RangeError(`batch runs: none recorded for batches of ${size}`);
  return found;
}
