// The way of the plane through a folding network as a film: for any share of the way, where a point of the input stands in
// the picture. Each hidden layer takes two acts: it turns, stretches and shifts the sheet, then its tanh bends it.
import { cos as cosOf, power, sin as sinOf, tanh } from '../kernels/math.ts';
import { after, bend, sums, type FoldNet } from './fold-net.ts';

type Spot = readonly [x: number, y: number];
type Matrix = readonly [readonly [number, number], readonly [number, number]];

export interface Act {
  /** The hidden layer at work, counted from 0. */
  layer: number;
  kind: 'turn' | 'bend';
  /** How much of the act is done. */
  share: number;
}

/** Which act a share of the whole way, 0 to 1, falls into. */
export function actAt({ hidden }: FoldNet, through: number): Act {
  const halves = 2 * hidden.length * Math.min(1, Math.max(0, through));
  const act = Math.min(2 * hidden.length - 1, Math.floor(halves + 1e-9));
  return { layer: act >> 1, kind: act % 2 ? 'bend' : 'turn', share: halves - act };
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
const unit = (a: readonly number[]): number[] => a.map((value) => value / Math.sqrt(dot(a, a)));
const cross = ([a, b, c]: readonly number[], [d, e, f]: readonly number[]): number[] => [
  b * f - c * e,
  c * d - a * f,
  a * e - b * d,
];

/**
 * The two directions of a layer's space that lie in the picture. Of two neurons: their own. Of three: upwards that in which
 * the last neuron's sum grows, so that its cutting plane is seen from the edge, as a line; sideways the one at right angles
 * that shows the incoming sheet broadest, and never from behind.
 */
function cameraOf({ hidden, output }: FoldNet, layer: number): number[][] {
  if (hidden[layer].weights.length === 2) {
    return [
      [1, 0],
      [0, 1],
    ];
  }
  const up = unit(output.weights);
  const aside = unit(cross(up, Math.abs(up[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]));
  const third = cross(up, aside);
  const column = (i: number) => hidden[layer].weights.map((row) => row[i]);
  const area = (side: number[]) =>
    dot(side, column(0)) * dot(up, column(1)) - dot(side, column(1)) * dot(up, column(0));
  const [a, b] = [area(aside), area(third)];
  return [unit(aside.map((value, i) => a * value + b * third[i])), up];
}

/** A turn and a stretch on the way from nothing (0) to a matrix (1): the angle grows evenly, and so does each stretch. */
function partOf([[a, b], [c, d]]: Matrix, share: number): Matrix {
  const angle = Math.atan2(c - b, a + d);
  const [cos, sin] = [cosOf(angle), sinOf(angle)];
  // The stretch alone: the matrix turned back, which is symmetric.
  const [p, q, r] = [cos * a + sin * c, cos * b + sin * d, -sin * b + cos * d];
  const middle = (p + r) / 2;
  const spread = Math.sqrt(((p - r) * (p - r)) / 4 + q * q);
  const [most, least] = [power(middle + spread, share), power(Math.max(1e-9, middle - spread), share)];
  const [mean, half] = [(most + least) / 2, (most - least) / 2];
  const [along, across] = spread > 0 ? [(p - r) / 2 / spread, q / spread] : [0, 0];
  const [s, t, u] = [mean + half * along, half * across, mean - half * along];
  const [turnedCos, turnedSin] = [cosOf(share * angle), sinOf(share * angle)];
  return [
    [turnedCos * s - turnedSin * t, turnedCos * t - turnedSin * u],
    [turnedSin * s + turnedCos * t, turnedSin * t + turnedCos * u],
  ];
}

/** For a share of the way: the function that says where in the picture a point of the input stands. */
export function wayThrough(net: FoldNet, through: number): (x: readonly number[]) => Spot {
  const { layer, kind, share } = actAt(net, through);
  const one = net.hidden[layer];
  const [right, up] = cameraOf(net, layer);
  const seen = (h: readonly number[]): Spot => [dot(right, h), dot(up, h)];
  const before = (x: readonly number[]) => after(net, layer, x);
  if (kind === 'bend') {
    if (share >= 1) return (x) => seen(bend(sums(one, before(x))));
    return (x) => seen(sums(one, before(x)).map((z) => z + share * (tanh(z) - z)));
  }
  const column = (direction: number[], i: number) =>
    dot(
      direction,
      one.weights.map((row) => row[i]),
    );
  const [[a, b], [c, d]] = partOf(
    [
      [column(right, 0), column(right, 1)],
      [column(up, 0), column(up, 1)],
    ],
    share,
  );
  const [e, f] = seen(one.biases);
  return (x) => {
    const h = before(x);
    return [a * h[0] + b * h[1] + share * e, c * h[0] + d * h[1] + share * f];
  };
}

/** The last neuron's straight border in the picture of the whole way: on its positive side it says 1. */
export function lastCut(net: FoldNet): { w1: number; w2: number; b: number } {
  const [right, up] = cameraOf(net, net.hidden.length - 1);
  const { weights, bias } = net.output;
  return { w1: dot(right, weights), w2: dot(up, weights), b: bias };
}
