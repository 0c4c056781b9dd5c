// A stack of three affine layers, 2 → 3 → 2 → 1, whose weights are halves, and how neighbouring layers merge into one. All
// sums are rounded to float32 after every step, as the engine's kernels do; with halves nothing is lost, so that equal
// means equal to the last bit. One neuron of the first layer may have a ReLU.
import { relu } from '../kernels/activations.ts';
import { random, type Random } from '../random.ts';

/** weights[neuron][input], bias[neuron]: a layer without an activation function. */
export interface AffineLayer {
  weights: readonly (readonly number[])[];
  bias: readonly number[];
}

/** Which neuron of the first layer passes its sum through a ReLU, counted from 1; 0 for none. */
export type Bent = 0 | 1 | 2;

/** Inputs lie between −HALF and HALF. */
export const HALF = 2;

const round = Math.fround;

/** bias + Σ weight · input, each product and each sum rounded to float32. */
const weigh = (weights: readonly number[], bias: number, x: readonly number[]): number =>
  weights.reduce((sum, weight, i) => round(sum + round(weight * x[i])), round(bias));

/** The sums of a layer's neurons. */
export const affineSums = ({ weights, bias }: AffineLayer, x: readonly number[]): number[] =>
  weights.map((row, i) => weigh(row, bias[i], x));

/** What every layer passes on, the first one's ReLU applied. */
export function passThrough(layers: readonly AffineLayer[], x: readonly number[], bent: Bent = 0): number[][] {
  const passed: number[][] = [];
  for (const layer of layers) {
    const sums = affineSums(layer, passed.at(-1) ?? x);
    passed.push(passed.length > 0 ? sums : sums.map((sum, i) => (i === bent - 1 ? relu(sum) : sum)));
  }
  return passed;
}

/** The stack's one output. */
export const outputOf = (layers: readonly AffineLayer[], x: readonly number[], bent: Bent = 0): number =>
  passThrough(layers, x, bent)[layers.length - 1][0];

/** One layer that does what two do: weights B A, bias B a + b. */
export function mergeLayers(first: AffineLayer, second: AffineLayer): AffineLayer {
  const columns = first.weights[0].map((_, j) => first.weights.map((row) => row[j]));
  return {
    weights: second.weights.map((row) => columns.map((column) => weigh(row, 0, column))),
    bias: second.weights.map((row, i) => weigh(row, second.bias[i], first.bias)),
  };
}

/** The stack with its first `merges` pairs of neighbours merged: 0 leaves it as it is, 2 leaves one layer. */
export function mergeStack(layers: readonly AffineLayer[], merges: number): AffineLayer[] {
  let left = [...layers];
  for (let i = 0; i < merges; i++) left = [mergeLayers(left[0], left[1]), ...left.slice(2)];
  return left;
}

/** The layer as it acts where the first layer's bent neuron is silent: that neuron's row is all zero. */
export const silenced = ({ weights, bias }: AffineLayer, bent: Bent): AffineLayer => ({
  weights: weights.map((row, i) => (i === bent - 1 ? row.map(() => 0) : row)),
  bias: bias.map((b, i) => (i === bent - 1 ? 0 : b)),
});

/** The 32 bits of a float32, as eight hexadecimal digits. */
export function bitsOf(value: number): string {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return view.getUint32(0).toString(16).toUpperCase().padStart(8, '0');
}

/** A grid of places on the inputs' square, `across` to a side. */
export const places = (across = 9): (readonly [number, number])[] =>
  Array.from({ length: across * across }, (_, i) => {
    const at = (k: number) => -HALF + (2 * HALF * k) / (across - 1);
    return [at(i % across), at(Math.floor(i / across))] as const;
  });

/** A half, 1 or 3/2, of either sign; up to `most` halves. */
const halves = (rng: Random, most: number): number => {
  const size = (1 + rng.integer(most)) / 2;
  return rng.uniform() < 0.5 ? -size : size;
};
const row = (rng: Random, length: number): number[] => Array.from({ length }, () => halves(rng, 3));

function dealOnce(rng: Random): AffineLayer[] {
  const first = [row(rng, 2), row(rng, 2), row(rng, 2)];
  // The first neuron's bias is so large that its sum is positive on the whole square.
  const always = HALF * (Math.abs(first[0][0]) + Math.abs(first[0][1])) + 0.5;
  const layers = [
    { weights: first, bias: [always, halves(rng, 1), halves(rng, 2)] },
    { weights: [row(rng, 3), row(rng, 3)], bias: [halves(rng, 2), halves(rng, 2)] },
    { weights: [row(rng, 2)], bias: [0] },
  ];
  // The last bias brings the border near the middle of the square, so that there is something to see.
  const middle = Math.round(2 * outputOf(layers, [0, 0])) / 2;
  return [layers[0], layers[1], { ...layers[2], bias: [halves(rng, 1) - middle] }];
}

/** Both answers occur, and the second neuron's ReLU changes some of them: then there is something to see. */
function isInstructive(layers: readonly AffineLayer[]): boolean {
  const spots = places();
  const [whole] = mergeStack(layers, 2);
  const [lame] = mergeStack([silenced(layers[0], 2), ...layers.slice(1)], 2);
  const steep = Math.abs(whole.weights[0][0]) + Math.abs(whole.weights[0][1]);
  if (steep < 1 || steep > 4) return false;
  const [second, bias] = [layers[0].weights[1], layers[0].bias[1]];
  const share = (holds: (spot: readonly [number, number]) => boolean) => spots.filter(holds).length / spots.length;
  const answer = ({ weights, bias }: AffineLayer, spot: readonly [number, number]) => weigh(weights[0], bias[0], spot);
  const yes = share((spot) => answer(whole, spot) >= 0);
  const silent = share((spot) => weigh(second, bias, spot) < 0);
  const turned = share((spot) => weigh(second, bias, spot) < 0 && answer(whole, spot) >= 0 !== answer(lame, spot) >= 0);
  return yes > 0.3 && yes < 0.7 && silent > 0.25 && silent < 0.6 && turned > 0.1;
}

/** Three layers of halves from a seed: the first deal that is instructive. */
export function dealStack(seed: number): AffineLayer[] {
  for (let deal = 0; ; deal++) {
    const layers = dealOnce(random(`stack ${seed}`).fork(deal));
    if (isInstructive(layers)) return layers;
  }
}
