// The playground's net at its training: a few updates a frame. Every frame holds all that the next step depends on, so that a
// run can go on from any of them, by other rules or with other weights.
import { log } from '../kernels/math.ts';
import type { Spread } from '../models/planar-observer.ts';
import { trainer, type Trainer } from '../models/planar-trainer.ts';
import type { Tensor } from '../tensor.ts';
import { defineJob } from './job.ts';
import {
  playgroundScene,
  strides,
  type PlaygroundFrame,
  type PlaygroundParameters,
  type PlaygroundScene,
} from './playground.ts';

/** A trainer as the parameters say, at the start; undefined when there is too little to learn from. */
export const playgroundTrainer = (
  parameters: PlaygroundParameters,
  scene: PlaygroundScene = playgroundScene(parameters),
): Trainer | undefined =>
  scene.canLearn
    ? trainer(
        { ...parameters, answer: scene.answer, classes: scene.classes, batch: parameters.batch || Infinity },
        scene.points,
      )
    : undefined;

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

/** The gradient of the last update, as it is and by its sizes in each layer. */
function learntOf(training: Trainer): Pick<PlaygroundFrame, 'gradient' | 'gradients'> {
  const slopes = training.net.parameters.map((tensor) => gradientOf(training, tensor));
  return {
    gradient: Float32Array.from(slopes.flatMap((slope) => [...slope])),
    gradients: slopes.filter((_, i) => i % 2 === 0).map(sizes),
  };
}

export const playground = defineJob<PlaygroundParameters, PlaygroundFrame>({
  name: 'playground',
  *run(parameters, from) {
    const scene = playgroundScene(parameters);
    const training = playgroundTrainer(parameters, scene);
    if (!training) {
      yield scene.first();
      return;
    }
    let frame = scene.first();
    if (from) {
      training.standing = from;
      frame = scene.look(training.standing, from.best, { gradient: from.gradient.slice(), gradients: from.gradients });
    }
    yield { ...copy(frame), ended: undefined };
    const stride = strides[parameters.stride];
    for (;;) {
      const goal = stride ? (Math.floor(frame.epoch / stride + 1e-9) + 1) * stride * training.examples : frame.seen + 1;
      let isSound = true;
      while (isSound && training.seen < goal) isSound = training.step();
      const next = isSound
        ? scene.look(training.standing, { ...frame.best, ago: frame.best.ago + 1 }, learntOf(training))
        : frame;
      if (!isSound || !isFinite(next)) {
        yield { ...copy(frame), ended: 'diverged', brokeAt: training.program.steps };
        return;
      }
      frame = next;
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
