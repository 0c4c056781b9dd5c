// The numbers and curves of chapter 3, computed when the book is built: a stack of layers and what it merges into, slopes of
// activation functions alone and in a row, and what three hinges learn with and without a dead one among them.
import {
  activations,
  bitsOf,
  dealStack,
  kinkOf,
  LEAK,
  mergeLayers,
  mergeStack,
  netOfKinks,
  outputOf,
  places,
  random,
  thread,
  threadForward,
  throughChain,
  type AffineLayer,
  type Bent,
  type HingeActivation,
  type WantedName,
} from '#engine';
import { drain, hinges } from '#engine/jobs';

/** The stack that the figure `linear-collapse` deals first. */
const stack = dealStack(1);
const [merged] = mergeStack(stack, 2);

const equalTo = (layers: readonly AffineLayer[], one: AffineLayer, bent: Bent = 0) =>
  places().filter((spot) => bitsOf(outputOf(layers, spot, bent)) === bitsOf(outputOf([one], spot))).length;

/** A stack of the same widths with ordinary weights, rounded to float32: merging rounds differently. */
function ordinaryStack(): AffineLayer[] {
  const rng = random('ordinary weights');
  const numbers = (length: number) => Array.from({ length }, () => Math.fround(rng.normal()));
  return [
    [2, 3],
    [3, 2],
    [2, 1],
  ].map(([inputs, neurons]) => ({
    weights: Array.from({ length: neurons }, () => numbers(inputs)),
    bias: numbers(neurons),
  }));
}

const stackValues = () => {
  const ordinary = ordinaryStack();
  const [one] = mergeStack(ordinary, 2);
  return {
    A: stack[0].weights,
    B: stack[1].weights,
    merge: mergeLayers(stack[0], stack[1]).weights,
    mergeBias: mergeLayers(stack[0], stack[1]).bias,
    one: merged.weights[0],
    oneBias: merged.bias[0],
    places: places().length,
    second: equalTo(stack, merged, 2),
    ordinary: equalTo(ordinary, one),
    error: Math.max(...places().map((spot) => Math.abs(outputOf(ordinary, spot) - outputOf([one], spot)))),
  };
};

/** The thread without its tanh: v (W x + b) + c, merged. */
const threadMerged = () => {
  const { weights, bias } = mergeLayers(
    { weights: thread.W, bias: thread.b },
    { weights: [thread.v], bias: [thread.c] },
  );
  return { u: weights[0], d: bias[0], o: outputOf([{ weights, bias }], thread.x) };
};

const steepest = (name: 'gelu' | 'silu') =>
  Math.max(...Array.from({ length: 1201 }, (_, i) => activations[name].slope(-6 + i / 100)));

const learned = (third: number, activation: HingeActivation, wanted: WantedName = 'tent') => {
  const start = netOfKinks([-1.2, -0.2, third], [0.5, -0.5, 0.5], 0);
  const frames = drain(hinges, { start, activation, wanted }, 201);
  const { net, gap } = frames[frames.length - 1];
  return { gap, kink: kinkOf(net, 2) };
};

export const activationValues = {
  stack: stackValues,
  'thread.merged': threadMerged,
  'thread.slope': () => ({ h: threadForward().z.map(activations.tanh.slope) }),
  activation: () => ({
    leak: LEAK,
    sigmoidAt0: activations.sigmoid.slope(0),
    sigmoidAt5: activations.sigmoid.slope(5),
    tanhAt3: activations.tanh.slope(3),
    sigmoidTenMillions: 1e-6 / throughChain('sigmoid', 0, 10).slope,
    sigmoidFour: throughChain('sigmoid', 0, 4).slope,
    sigmoidFive: throughChain('sigmoid', 0, 5).slope,
    geluSteepest: steepest('gelu'),
    siluSteepest: steepest('silu'),
    geluLowest: activations.gelu.range[0],
    siluLowest: activations.silu.range[0],
  }),
  hinges: () => {
    const dead = learned(2.2, 'relu');
    const leaky = learned(2.2, 'leakyRelu');
    const pushed = learned(1.5, 'relu', 'plateau');
    return {
      restGap: learned(0.8, 'relu').gap,
      deadGap: dead.gap,
      deadKink: dead.kink,
      leakyGap: leaky.gap,
      leakyKink: leaky.kink,
      pushedKink: pushed.kink,
      plateauGap: learned(0.8, 'relu', 'plateau').gap,
    };
  },
};

/** Two hinges: ReLU(x) − 2 ReLU(x − 1), at the points where something happens and between. */
const twoHinges = () =>
  Array.from({ length: 41 }, (_, i) => {
    const x = -1 + i / 10;
    return [x, activations.relu.value(x) - 2 * activations.relu.value(x - 1)] as const;
  });

export const activationCurves = { 'hinges.two': twoHinges };
