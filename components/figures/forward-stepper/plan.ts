/** Where the thread's inputs, neurons, lines and numbers stand, in pixels: from left to right, or downwards where narrow. */
import type { ThreadNeuron } from '#engine';
import type { NumberName } from './numbers.ts';

type Spot = readonly [x: number, y: number];
export type WeightName = Extract<NumberName, `W${string}` | `v${string}`>;

const WEIGHTS: readonly { name: WeightName; from: 'x1' | 'x2' | 'h1' | 'h2'; to: ThreadNeuron }[] = [
  { name: 'W11', from: 'x1', to: 'h1' },
  { name: 'W12', from: 'x2', to: 'h1' },
  { name: 'W21', from: 'x1', to: 'h2' },
  { name: 'W22', from: 'x2', to: 'h2' },
  { name: 'v1', from: 'h1', to: 'p' },
  { name: 'v2', from: 'h2', to: 'p' },
];

export function plan(width: number, height: number, label: number, narrow: boolean) {
  /** How far along its line a weight is written: crossing lines keep their numbers apart. */
  const along = narrow ? 0.31 : 0.36;
  const cell = label * (narrow ? 4.1 : 4.4);
  const tall = label * 3;
  const places: Record<'x1' | 'x2' | ThreadNeuron, Spot> = narrow
    ? {
        x1: [width * 0.24, tall / 2 + 3],
        x2: [width * 0.76, tall / 2 + 3],
        h1: [width * 0.24, height * 0.52],
        h2: [width * 0.76, height * 0.52],
        p: [width * 0.5, height - tall / 2 - 3],
      }
    : {
        x1: [cell / 2 + 3, height * 0.27],
        x2: [cell / 2 + 3, height * 0.73],
        h1: [width * 0.49, height * 0.27],
        h2: [width * 0.49, height * 0.73],
        p: [width - cell - 4, height * 0.5],
      };
  const leaves = (from: keyof typeof places): Spot => {
    const [x, y] = places[from];
    return narrow ? [x, y + tall / 2] : [x + (from.startsWith('x') ? cell / 2 : cell), y];
  };
  const enters = (to: ThreadNeuron): Spot => {
    const [x, y] = places[to];
    return narrow ? [x, y - tall / 2] : [x - cell, y];
  };
  const lines = WEIGHTS.map(({ name, from, to }) => {
    const [a, b] = [leaves(from), enters(to)];
    const at: Spot = [a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])];
    return { name, to, at, path: `M${a[0]} ${a[1]}L${b[0]} ${b[1]}` };
  });
  /** A bias hangs on its neuron's outer side. */
  const bias = (name: NumberName, to: ThreadNeuron, outward: 1 | -1) => {
    const [x, y] = places[to];
    if (!narrow) {
      const end = y + outward * (tall / 2 + label * 1.9);
      return { name, at: [x - cell / 2, end] as Spot, path: `M${x - cell / 2} ${y + (outward * tall) / 2}V${end}` };
    }
    const end: Spot = [x + outward * cell * 0.72, y - tall / 2 - label * 1.8];
    return { name, at: end, path: `M${end[0]} ${end[1]}V${y - tall / 2}` };
  };
  return {
    cell,
    tall,
    lines,
    inputs: (['x1', 'x2'] as const).map((name, i) => ({
      name,
      caption: `x${'₁₂'[i]}`,
      x: places[name][0],
      y: places[name][1],
    })),
    neurons: (['h1', 'h2', 'p'] as const).map((name) => ({ name, x: places[name][0], y: places[name][1] })),
    biases: [bias('b1', 'h1', -1), bias('b2', 'h2', 1), bias('c', 'p', 1)],
  };
}
