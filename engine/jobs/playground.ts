// The playground: a net of the reader's making on points of the plane. What its job is told, what its frames hold, and the
// first of them, before training; the training itself stands in playground-training.ts, and is fetched by who does it.
import { splitOwn, type OwnPoints } from '../data/own-points.ts';
import { dealPlanar, planarSets, type PlanarData, type PlanarDataName, type PlanarPoint } from '../data/planar.ts';
import { observer, type Observation, type Spread } from '../models/planar-observer.ts';
import { firstNumbers, type Answer, type PlanarNetOptions } from '../models/planar-shape.ts';
import type { Standing, TrainingOptions } from '../models/planar-trainer.ts';
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

/** Whether there is anything to learn: two points at least, and of two classes. */
const canLearn = (train: readonly PlanarPoint[], classes: number): boolean =>
  train.length > 1 && (classes === 0 || new Set(train.map(({ target }) => target)).size > 1);

/** What a run is about, and how its frames come about. */
export interface PlaygroundScene {
  readonly points: PlanarData;
  readonly classes: number;
  readonly answer: Answer;
  readonly canLearn: boolean;
  /** How things stand, judged by the rules. */
  look(
    standing: Standing,
    best: PlaygroundFrame['best'],
    learnt?: Pick<PlaygroundFrame, 'gradient' | 'gradients'>,
  ): PlaygroundFrame;
  /** The net before training. */
  first(): PlaygroundFrame;
}

/** Running averages that the methods keep of every number. */
const averages = { sgd: 0, momentum: 1, rmsprop: 1, adam: 2 } as const;

export function playgroundScene(parameters: PlaygroundParameters): PlaygroundScene {
  const { features, layers, stop, optimizer } = parameters;
  const { points, classes } = playgroundData(parameters);
  const answer = answerFor(parameters.answer, classes);
  const eyes = observer({ features, layers, answer, classes }, points);
  const isReady = canLearn(points.train, classes);

  const isEnd = ({ train, best }: PlaygroundFrame): boolean =>
    stop === 'right'
      ? classes > 0 && train.right === train.count
      : stop === 'low'
        ? train.loss !== null && train.loss < LOW
        : stop === 'rising' && best.ago >= PATIENCE;

  const look: PlaygroundScene['look'] = (standing, best, learnt = { gradient: new Float32Array(), gradients: [] }) => {
    const seen = eyes.look(standing.state);
    const { loss } = seen.test;
    const isLower = loss !== null && (best.loss === null || loss < best.loss);
    const frame: PlaygroundFrame = {
      ...standing,
      ...seen,
      ...learnt,
      epoch: points.train.length ? standing.seen / points.train.length : 0,
      classes,
      answer,
      best: isLower ? { loss, ago: 0 } : best,
    };
    return stop !== 'never' && isEnd(frame) ? { ...frame, ended: stop } : frame;
  };

  return {
    points,
    classes,
    answer,
    canLearn: isReady,
    look,
    first() {
      const numbers = firstNumbers({ ...parameters, answer, classes });
      const state = new Float32Array(isReady ? numbers.length * (1 + averages[optimizer]) : numbers.length);
      state.set(numbers);
      const frame = look({ state, steps: 0, seen: 0 }, { loss: null, ago: 0 });
      return isReady ? { ...frame, ended: undefined } : { ...frame, state: new Float32Array(), ended: 'lacking' };
    },
  };
}

/** The playground at rest: what a page shows of it by itself. */
export const playgroundAtRest = defineJob<PlaygroundParameters, PlaygroundFrame>({
  name: 'playground',
  *run(parameters) {
    yield playgroundScene(parameters).first();
  },
});
