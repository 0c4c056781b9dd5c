// The playground: a net of the reader's making, trained on points of the plane, a few updates a frame. Every frame holds all
// that the next step depends on, so that a run can go on from any of them, by other rules or with other weights.
import { splitOwn, type OwnPoints } from '../data/own-points.ts';
import { dealPlanar, planarSets, type PlanarData, type PlanarDataName } from '../data/planar.ts';
import { log } from '../kernels/math.ts';
import { observer, type Observation, type Spread } from '../models/planar-observer.ts';
import { planarNet, type Answer, type PlanarNetOptions } from '../models/planar-net.ts';
import { trainer, type Standing, type Trainer, type TrainingOptions } from '../models/planar-trainer.ts';
import type { Tensor } from '../tensor.ts';
import { defineJob } from './job.ts';

/** How far one frame goes. */
export const strides = { update: 0, epoch: 1, five: 5, twenty: 20 } as const;

export type StopRule = 'never' | 'right' | 'low' | 'rising';
/** Stops at a training loss below this. */
export const LOW = 0.01;
/** Stops when the test loss has not been lower for so many frames. */
export const PATIENCE = 50;

export interface PlaygroundParameters
  extends Omit<PlanarNetOptions, 'classes' | 'answer'>, Omit<TrainingOptions, 'batch'> {
  readonly data: {
    readonly set: PlanarDataName | 'own';
    readonly count: number;
    readonly noise: number;
    readonly share: number;
    readonly seed: number;
    /** What the reader brought, for the set `own`. */
    readonly own?: OwnPoints;
  };
  /** What is asked for; more than two classes always get softmax, values always squared error. */
  readonly answer: Answer;
  /** Examples in a batch; 0 for all. */
  readonly batch: number;
  readonly stride: keyof typeof strides;
  readonly stop: StopRule;
}

export interface PlaygroundFrame extends Observation, Standing {
  /** Passes over the training points, parts of one included. */
  readonly epoch: number;
  /** 0 for values. */
  readonly classes: number;
  readonly answer: Answer;
  /** The gradient of the last update, in the order of the weights; empty before the first. */
  readonly gradient: Float32Array;
  /** Sizes of each layer's gradients of the last update, as powers of ten. */
  readonly gradients: readonly Spread[];
  /** The lowest test loss so far, and how many frames ago it was. */
  readonly best: { readonly loss: number | null; readonly ago: number };
  /** Why the run ends with this frame: its rule, numbers beyond bounds, or nothing to learn from. */
  readonly ended?: Exclude<StopRule, 'never'> | 'diverged' | 'lacking';
  /** Updates after which the numbers were beyond bounds; this frame is from before. */
  readonly brokeAt?: number;
}

/** The points of a run, and how many classes they have (0 for values). */
export function playgroundData({ data }: Pick<PlaygroundParameters, 'data'>): { points: PlanarData; classes: number } {
  const { set, own, seed, share, count, noise } = data;
  if (set !== 'own')
    return { points: dealPlanar({ set, count, noise, share, seed }), classes: planarSets[set].classes };
  return { points: own ? splitOwn(own, seed, share) : { train: [], test: [] }, classes: own?.classes ?? 2 };
}

/** The answer that suits the data. */
export const answerFor = (asked: Answer, classes: number): Answer =>
  classes === 0 ? 'square' : classes > 2 ? 'softmax' : asked;

/** A trainer as the parameters say, at the start; undefined when there is too little to learn from. */
export function playgroundTrainer(parameters: PlaygroundParameters): Trainer | undefined {
  const { points, classes } = playgroundData(parameters);
  const answer = answerFor(parameters.answer, classes);
  const kinds = new Set(points.train.map(({ target }) => target)).size;
  if (points.train.length < 2 || (classes > 0 && kinds < 2)) return undefined;
  return trainer({ ...parameters, answer, classes, batch: parameters.batch || Infinity }, points);
}

/** Sizes of numbers as powers of ten, from 10⁻⁸ to 10; zeros are left out. */
function sizes(values: ArrayLike<number>): Spread {
  const [from, to, bars] = [-8, 1, 18];
  const counts = Array<number>(bars).fill(0);
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue;
    const power = log(Math.abs(values[i])) / Math.LN10;
    counts[Math.max(0, Math.min(bars - 1, Math.floor(((power - from) / (to - from)) * bars)))]++;
  }
  return { from, to, counts };
}

/** The gradient of a parameter; zeros where none reaches it, as behind a step. */
function gradientOf({ program }: Trainer, tensor: Tensor): ArrayLike<number> & Iterable<number> {
  const isReached = program.ops.some(({ phase, output }) => phase === 'backward' && output === tensor.name);
  return isReached ? program.gradient(tensor) : new Float32Array(tensor.size);
}

export const playground = defineJob<PlaygroundParameters, PlaygroundFrame>({
  name: 'playground',
  *run(parameters, from) {
    const { features, layers, stride, stop } = parameters;
    const { points, classes } = playgroundData(parameters);
    const answer = answerFor(parameters.answer, classes);
    const training = playgroundTrainer(parameters);
    const net = training?.net ?? planarNet({ ...parameters, answer, classes });
    const eyes = observer({ net, features, layers, answer, classes, data: points });
    if (training && from) training.standing = from;

    /** How things stand now. */
    function look(best: PlaygroundFrame['best'], hasGradient: boolean): PlaygroundFrame {
      const standing = training?.standing ?? { state: new Float32Array(), steps: 0, seen: 0 };
      const slopes = hasGradient && training ? net.parameters.map((tensor) => gradientOf(training, tensor)) : [];
      const weights = training
        ? [...training.program.parameters]
        : net.parameters.map(({ name = '', source }) => [name, 'values' in source ? source.values : []] as const);
      const layerGradients = slopes.filter((_, i) => i % 2 === 0);
      return {
        ...standing,
        ...eyes.look(weights),
        epoch: training ? standing.seen / training.examples : 0,
        classes,
        answer,
        gradient: Float32Array.from(slopes.flatMap((slope) => [...slope])),
        gradients: layerGradients.map(sizes),
        best,
      };
    }

    const isLower = (frame: PlaygroundFrame): boolean =>
      frame.test.loss !== null && (frame.best.loss === null || frame.test.loss < frame.best.loss);
    const judged = (frame: PlaygroundFrame): PlaygroundFrame => {
      const best = isLower(frame) ? { loss: frame.test.loss, ago: 0 } : frame.best;
      const { train } = frame;
      const isEnd =
        stop === 'right'
          ? classes > 0 && train.right === train.count
          : stop === 'low'
            ? train.loss !== null && train.loss < LOW
            : stop === 'rising' && best.ago >= PATIENCE;
      return { ...frame, best, ...(isEnd && stop !== 'never' ? { ended: stop } : {}) };
    };

    const none = { loss: null, ago: 0 };
    let frame = judged(look(from?.best ?? none, false));
    if (from) frame = { ...frame, gradient: from.gradient.slice(), gradients: from.gradients };
    if (!training) {
      yield { ...frame, ended: 'lacking' };
      return;
    }
    yield { ...copy(frame), ended: undefined };
    for (;;) {
      const goal = strides[stride]
        ? (Math.floor(frame.epoch / strides[stride] + 1e-9) + 1) * strides[stride] * training.examples
        : frame.seen + 1;
      let isSound = true;
      while (isSound && training.standing.seen < goal) isSound = training.step();
      const next = isSound ? look({ ...frame.best, ago: frame.best.ago + 1 }, true) : frame;
      if (!isSound || !isFinite(next)) {
        yield { ...copy(frame), ended: 'diverged', brokeAt: training.program.steps };
        return;
      }
      frame = judged(next);
      yield copy(frame);
      if (frame.ended) return;
    }
  },
});

/** Numbers that have not left the page. */
const isFinite = ({ train, test, state, gradient }: PlaygroundFrame): boolean =>
  [train.loss ?? 0, test.loss ?? 0].every(Number.isFinite) &&
  state.every(Number.isFinite) &&
  gradient.every(Number.isFinite);

/** A frame's arrays are handed over to the page: the last one is kept as a copy. */
const copy = (frame: PlaygroundFrame): PlaygroundFrame => ({
  ...frame,
  state: frame.state.slice(),
  map: frame.map.slice(),
  neurons: frame.neurons.slice(),
  gradient: frame.gradient.slice(),
});
