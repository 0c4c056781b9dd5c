/**
 * A convolutional network with weights set by hand, small enough to be reckoned through: a seven of 10 × 10 pixels, two
 * kernels that look for upright and for level strokes, a kernel over both that looks for a corner, and pooling.
 */
import { digitSamples } from '../data/digit-samples.ts';
import { SIDE } from '../data/digit-set.ts';
import { averagePool, conv2d, maxPool, relu } from '../operations.ts';
import { compile } from '../program.ts';
import { constant, input } from '../tensor.ts';

/** Pixels along a side: the picture, each map of strokes, the map of corners, the pooled map. */
export const cornerSides = { picture: 10, strokes: 8, corners: 6, pooled: 3 } as const;

/** Channel by channel, row by row. */
export const cornerKernels = {
  upright: [-0.5, 1, -0.5, -0.5, 1, -0.5, -0.5, 1, -0.5],
  level: [-0.5, -0.5, -0.5, 1, 1, 1, -0.5, -0.5, -0.5],
  /** Over the map of upright strokes: one that begins here and goes on below. */
  cornerUpright: [0, -0.5, 0, 0, 0, 0, 0, 1, -1],
  /** Over the map of level strokes: one that comes from the left and ends. */
  cornerLevel: [1, 1, -1, 0, 0, 0, 0, 0, 0],
  bias: -1.5,
} as const;

export type PoolKind = 'max' | 'average';

/** The seven among the held-out digits, two by two pixels averaged and rounded to tenths, one column further left. */
function seven(): number[] {
  const sample = digitSamples().find(({ label }) => label === 7);
  if (!sample) throw new Error('corner-finder: no seven among the samples');
  const { picture } = cornerSides;
  return Array.from({ length: picture * picture }, (_, i) => {
    const [top, left] = [4 + 2 * Math.floor(i / picture), 6 + 2 * (i % picture)];
    let ink = 0;
    for (const at of [top * SIDE + left, (top + 1) * SIDE + left]) ink += sample.pixels[at] + sample.pixels[at + 1];
    return Math.round((10 * ink) / 4) / 10;
  });
}

/** The picture moved to the right, white coming in. */
function movedSeven(by: number): number[] {
  const { picture } = cornerSides;
  const ink = seven();
  return ink.map((_, i) => (i % picture < by ? 0 : ink[i - by]));
}

export interface CornerMaps {
  picture: number[]; // [10, 10]
  upright: number[]; // [8, 8]
  level: number[]; // [8, 8]
  corners: number[]; // [6, 6]
  pooled: number[]; // [3, 3]
}

const made = new Map<PoolKind, (picture: readonly number[]) => CornerMaps>();

function network(kind: PoolKind): (picture: readonly number[]) => CornerMaps {
  const { picture: side, strokes: middle } = cornerSides;
  const x = input('x', [1, 1, side, side]);
  const kernels = constant([...cornerKernels.upright, ...cornerKernels.level], [2, 1, 3, 3]);
  const strokes = relu(conv2d(x, kernels, constant([0, 0])));
  const over = constant([...cornerKernels.cornerUpright, ...cornerKernels.cornerLevel], [1, 2, 3, 3]);
  const corners = relu(conv2d(strokes, over, constant([cornerKernels.bias])));
  const pooled = (kind === 'max' ? maxPool : averagePool)(corners);
  const program = compile({ outputs: [strokes, corners, pooled], dtype: 'float64' });
  /** All weights and pixels are tenths, so the sums are short decimals: what binary fractions add is rounded away. */
  const tidy = (values: ArrayLike<number>) => Array.from(values, (value) => Math.round(value * 1e9) / 1e9 + 0);
  return (picture) => {
    program.feed('x', picture);
    program.forward();
    const both = tidy(program.value(strokes));
    return {
      picture: [...picture],
      upright: both.slice(0, middle * middle),
      level: both.slice(middle * middle),
      corners: tidy(program.value(corners)),
      pooled: tidy(program.value(pooled)),
    };
  };
}

/** Everything that the network computes of the seven, moved to the right by some pixels. */
export function findCorners(moved: number, kind: PoolKind): CornerMaps {
  const run = made.get(kind) ?? network(kind);
  made.set(kind, run);
  return run(movedSeven(moved));
}
