/**
 * Trains a net on points of the plane, some updates at a time, from any state. Examples come in seeded shuffles, one after
 * the other without end, so that how many have been seen says where in them the training stands.
 */
import type { PlanarData } from '../data/planar.ts';
import { adam, momentum, rmsprop, sgd, type Optimizer } from '../optim.ts';
import { compile, type Program } from '../program.ts';
import { random } from '../random.ts';
import { input, type Tensor } from '../tensor.ts';
import type { Sequential } from '../nn/index.ts';
import { featuresOf } from './planar-features.ts';
import { packState, planarLoss, planarNet, unpackState } from './planar-net.ts';
import type { PlanarNetOptions } from './planar-shape.ts';

export interface TrainingOptions {
  readonly optimizer: 'sgd' | 'momentum' | 'rmsprop' | 'adam';
  readonly rate: number;
  /** Examples in a batch; no more are taken than there are. */
  readonly batch: number;
  readonly penalty: 'none' | 'l1' | 'l2';
  /** λ of the penalty. */
  readonly strength: number;
}

const makers = { sgd, momentum, rmsprop, adam };

function optimizerOf({ optimizer, rate, penalty, strength }: TrainingOptions): Optimizer {
  return makers[optimizer]({
    rate,
    ...(penalty === 'l1' ? { l1: strength } : penalty === 'l2' ? { weightDecay: strength } : {}),
  });
}

/** Where a training stands: all that the next step depends on. */
export interface Standing {
  /** Parameters, then the optimiser's averages: see `packState`. */
  readonly state: Float32Array;
  /** Updates made. */
  readonly steps: number;
  /** Examples looked at. */
  readonly seen: number;
}

export interface Trainer {
  readonly net: Sequential;
  readonly program: Program;
  readonly loss: Tensor;
  readonly outputs: Tensor;
  readonly examples: number;
  readonly batch: number;
  /** Examples looked at so far. */
  readonly seen: number;
  /** One update; false when the loss is no longer a number, and nothing has been changed. */
  step(): boolean;
  /** The inputs of the next `count` batches, as they will be fed. */
  batches(count: number): { x: Float32Array; targets: Float32Array }[];
  standing: Standing;
}

/** @throws RangeError when there are no examples to train on */
export function trainer(options: PlanarNetOptions & TrainingOptions, data: PlanarData): Trainer {
  const { features, answer, classes, seed } = options;
  const examples = data.train.length;
  if (examples === 0) throw new RangeError('trainer: needs at least one example');
  const batch = Math.min(options.batch, examples);
  const net = planarNet(options);
  const x = input('x', [batch, features.length]);
  const targets = input('targets', [batch]);
  const outputs = net.forward(x);
  const loss = planarLoss(answer, outputs, targets);
  const program: Program = compile({ loss, optimizer: optimizerOf(options) });
  const all = featuresOf(data.train, features);
  const wanted = data.train.map(({ target }) => (answer === 'square' && classes > 0 ? 2 * target - 1 : target));
  const luck = random(seed).fork('order');
  let seen = 0;
  let dealt: { epoch: number; order: Uint32Array } | undefined;

  /** The example at a place of the endless row of shuffles. */
  function exampleAt(place: number): number {
    const epoch = Math.floor(place / examples);
    if (dealt?.epoch !== epoch) dealt = { epoch, order: luck.fork(epoch).permutation(examples) };
    return dealt.order[place % examples];
  }

  const row = new Float32Array(batch * features.length);
  const goals = new Float32Array(batch);

  function gather(from: number): void {
    for (let i = 0; i < batch; i++) {
      const example = exampleAt(from + i);
      for (let f = 0; f < features.length; f++) row[i * features.length + f] = all[example * features.length + f];
      goals[i] = wanted[example];
    }
  }

  return {
    net,
    program,
    loss,
    outputs,
    examples,
    batch,
    get seen() {
      return seen;
    },
    step() {
      gather(seen);
      program.feed(x, row);
      program.feed(targets, goals);
      program.forward();
      if (!Number.isFinite(program.loss)) return false;
      program.backward();
      program.update();
      seen += batch;
      return true;
    },
    batches(count) {
      return Array.from({ length: count }, (_, i) => {
        gather(seen + i * batch);
        return { x: row.slice(), targets: goals.slice() };
      });
    },
    get standing(): Standing {
      return { state: packState(program, net), steps: program.steps, seen };
    },
    set standing(standing: Standing) {
      unpackState(program, net, standing.state);
      program.steps = standing.steps;
      ({ seen } = standing);
    },
  };
}
