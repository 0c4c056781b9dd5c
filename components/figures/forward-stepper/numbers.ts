/** The thread's eleven numbers as the figure's knobs: their names, where each goes, and how each is read and turned. */
import { thread, threadPass, type ThreadNeuron, type ThreadNumbers } from '#engine';

export interface StepperState {
  x1: number;
  x2: number;
  W: readonly number[];
  b: readonly number[];
  v: readonly number[];
  c: number;
}

export const NUMBERS = {
  x1: 'input x₁',
  x2: 'input x₂',
  W11: 'weight W₁₁, from x₁ to h₁',
  W12: 'weight W₁₂, from x₂ to h₁',
  b1: 'bias b₁ of h₁',
  W21: 'weight W₂₁, from x₁ to h₂',
  W22: 'weight W₂₂, from x₂ to h₂',
  b2: 'bias b₂ of h₂',
  v1: 'weight v₁, from h₁ to p',
  v2: 'weight v₂, from h₂ to p',
  c: 'bias c of p',
} as const;
export type NumberName = keyof typeof NUMBERS;

/** The neuron whose sum a number is part of; an input is part of two. */
export const neuronOf = (name: NumberName): ThreadNeuron | undefined =>
  name.startsWith('x') ? undefined : name.startsWith('v') || name === 'c' ? 'p' : /^(W1|b1)/.test(name) ? 'h1' : 'h2';

export const numbersOf = ({ x1, x2, W, b, v, c }: StepperState): ThreadNumbers => ({
  x: [x1, x2],
  W: [W.slice(0, 2), W.slice(2, 4)],
  b,
  v,
  c,
});

/** Where a number lies in the state: a knob, and an entry of it where it is a list. */
const PLACES: Record<NumberName, readonly ['x1' | 'x2' | 'c'] | readonly ['W' | 'b' | 'v', number]> = {
  x1: ['x1'],
  x2: ['x2'],
  W11: ['W', 0],
  W12: ['W', 1],
  b1: ['b', 0],
  W21: ['W', 2],
  W22: ['W', 3],
  b2: ['b', 1],
  v1: ['v', 0],
  v2: ['v', 1],
  c: ['c'],
};

export function read(state: StepperState, name: NumberName): number {
  const place = PLACES[name];
  return place.length === 1 ? state[place[0]] : state[place[0]][place[1]];
}

/** What of the state changes when a number is turned. */
export function turn(state: StepperState, name: NumberName, value: number): Partial<StepperState> {
  const place = PLACES[name];
  if (place.length === 1) return { [place[0]]: value };
  return { [place[0]]: state[place[0]].map((old, i) => (i === place[1] ? value : old)) };
}

/** Where the thread's hidden layer puts a point of the input plane, to a hundredth: (h₁, h₂). */
export function hiddenPoint(x1: number, x2: number): [h1: number, h2: number] {
  const { h1, h2 } = threadPass({ ...thread, x: [x1, x2] });
  return [Math.round(100 * h1.output) / 100, Math.round(100 * h2.output) / 100];
}
