// One neuron that hears itself: its state goes back into its own sum at the next step. All states of a sequence, and how much the
// last of them still depends on each input, by the chain rule.
import { tanh } from '../kernels/math.ts';

export interface EchoWeights {
  /** On the input. */
  w: number;
  /** On its own state, a step ago. */
  u: number;
  b: number;
}

export interface EchoStep {
  x: number;
  before: number;
  /** w x + u h + b, and its tanh. */
  z: number;
  h: number;
  /** Slope of the last state by this step's input. */
  reach: number;
}

export function unroll({ w, u, b }: EchoWeights, inputs: readonly number[]): EchoStep[] {
  const steps: EchoStep[] = [];
  let before = 0;
  for (const x of inputs) {
    const z = w * x + u * before + b;
    const h = tanh(z);
    steps.push({ x, before, z, h, reach: 0 });
    before = h;
  }
  // From the end back: through tanh to this step's sum; then on through u to the state before.
  let slope = 1;
  for (const step of steps.toReversed()) {
    slope *= 1 - step.h * step.h;
    step.reach = w * slope;
    slope *= u;
  }
  return steps;
}
