/**
 * The stack of three layers behind `LinearCollapse`: what it and the layers it merges into answer, on a grid of places and at
 * the one that the reader chose, and how the plane is divided by it. Knows no drawing.
 */
import {
  bitsOf,
  dealStack,
  HALF,
  mergeStack,
  outputOf,
  passThrough,
  places,
  silenced,
  type AffineLayer,
  type Bent,
} from '#engine';
import { halfField, type Cut, type Spot } from '../../charts/cut.ts';
import type { Point } from '../../figure/define.ts';

export type Left = 'three' | 'two' | 'one';
export type Relu = 'none' | 'first' | 'second';

export interface StackState {
  left: Left;
  relu: Relu;
  place: Point;
  seed: number;
}

const MERGES: Record<Left, number> = { three: 0, two: 1, one: 2 };
const BENT: Record<Relu, Bent> = { none: 0, first: 1, second: 2 };
export const FIELD = { x: [-HALF, HALF], y: [-HALF, HALF] } as const;

/** The last stack dealt, so that turning another knob does not deal it again. */
let dealt: { seed: number; layers: readonly AffineLayer[] } | undefined;
function stackOf(seed: number): readonly AffineLayer[] {
  if (dealt?.seed !== seed) dealt = { seed, layers: dealStack(seed) };
  return dealt.layers;
}

const cutOf = ({ weights: [[w1, w2]], bias: [b] }: AffineLayer): Cut => ({ w1, w2, b });

/** What a polygon keeps on the side where the cut's sum is at least zero, and where the cut crosses it. */
function clip(polygon: readonly Spot[], { w1, w2, b }: Cut): { kept: Spot[]; crossing: Spot[] } {
  const sum = ([x, y]: Spot) => w1 * x + w2 * y + b;
  const kept: Spot[] = [];
  const crossing: Spot[] = [];
  polygon.forEach((corner, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const [here, there] = [sum(corner), sum(next)];
    if (here >= 0) kept.push(corner);
    if (here >= 0 === there >= 0) return;
    const t = here / (here - there);
    const spot: Spot = [corner[0] + t * (next[0] - corner[0]), corner[1] + t * (next[1] - corner[1])];
    kept.push(spot);
    crossing.push(spot);
  });
  return { kept, crossing };
}

export interface StackData {
  layers: readonly AffineLayer[];
  /** The stack as it is after merging. */
  merged: readonly AffineLayer[];
  bent: Bent;
  spots: readonly { at: readonly [number, number]; equal: boolean }[];
  equal: number;
  /** Places at which the two give different answers, yes or no. */
  turned: number;
  /** The chosen place, on the grid of eighths. */
  at: Point;
  /** What every layer passes on at that place, before and after merging; without a ReLU after it. */
  passed: readonly (readonly number[])[];
  passedMerged: readonly (readonly number[])[];
  sums: readonly number[];
  output: { value: number; bits: string };
  outputMerged: { value: number; bits: string };
  /** Where the stack says yes, and its border; with a ReLU, in two parts. */
  yes: readonly (readonly Spot[])[];
  border: readonly (readonly Spot[])[];
  /** The border of the merged layers. */
  borderMerged: readonly Spot[];
  /** The corners of the square in which the stack's answer is surest: yes and no. */
  surest: { yes: Spot; no: Spot };
  /** The line on which the bent neuron's sum is zero. */
  switching?: Cut;
}

export function readStack({ left, relu, place, seed }: StackState): StackData {
  const layers = stackOf(seed);
  const merged = mergeStack(layers, MERGES[left]);
  const bent = BENT[relu];
  // With nothing merged there is nothing to go wrong: the ReLU is where it was.
  const bentLeft: Bent = left === 'three' ? bent : 0;
  const at: Point = [Math.round(place[0] * 8) / 8, Math.round(place[1] * 8) / 8];
  const spots = places().map((spot) => {
    const [one, other] = [outputOf(layers, spot, bent), outputOf(merged, spot, bentLeft)];
    return { at: spot, equal: bitsOf(one) === bitsOf(other), turned: one >= 0 !== other >= 0 };
  });
  const whole = cutOf(mergeStack(layers, 2)[0]);
  const lame = cutOf(mergeStack([silenced(layers[0], bent), ...layers.slice(1)], 2)[0]);
  const corners = halfField({ w1: 0, w2: 0, b: 1 }, FIELD, 1);
  const switching = bent
    ? { w1: layers[0].weights[bent - 1][0], w2: layers[0].weights[bent - 1][1], b: layers[0].bias[bent - 1] }
    : undefined;
  const parts = switching
    ? [clip(halfField(switching, FIELD, 1), whole), clip(halfField(switching, FIELD, -1), lame)]
    : [clip(corners, whole)];
  const byOutput = corners
    .map((corner) => ({ corner, output: outputOf(layers, corner, bent) }))
    .sort((a, b) => b.output - a.output);
  const passed = passThrough(layers, at, bent);
  const passedMerged = passThrough(merged, at, bentLeft);
  const [value, valueMerged] = [passed[2][0], passedMerged[passedMerged.length - 1][0]];
  return {
    layers,
    merged,
    bent,
    spots,
    equal: spots.filter(({ equal }) => equal).length,
    turned: spots.filter(({ turned }) => turned).length,
    at,
    passed,
    passedMerged,
    sums: passThrough(layers, at)[0],
    output: { value, bits: bitsOf(value) },
    outputMerged: { value: valueMerged, bits: bitsOf(valueMerged) },
    yes: parts.map(({ kept }) => kept),
    border: parts.map(({ crossing }) => crossing).filter((line) => line.length > 1),
    borderMerged: left === 'three' ? [] : clip(corners, whole).crossing,
    surest: { yes: byOutput[0].corner, no: byOutput[3].corner },
    switching,
  };
}

/** A number of halves, eighths or less, written out: 1.5, −0.625; never rounded here, for none needs more than six decimals. */
export const exact = (value: number): string => String(Number(value.toFixed(6)) + 0).replace('-', '−');
