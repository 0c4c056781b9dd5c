// A network whose first layer is thrown once and then frozen: hinges over the hours of a day, of which only the output's weights
// are found, all at once, by least squares. How well it answers at the hours it was shown, and at others. Double precision.
import { cos, sin } from '../kernels/math.ts';
import { random } from '../random.ts';
import { leastSquares, singularOf } from './least-squares.ts';

export const HOURS = 24;
const TURN = 2 * Math.PI;
/** Deviation of what is added to every example by lot. */
export const NOISE = 0.2;
/** New examples, by which a fit is judged. */
const NEW = 240;

/** The curve behind the examples, at an hour. */
export function dayCurve(hour: number): number {
  const t = (TURN * hour) / HOURS;
  return 0.5 * sin(t) + 0.5 * cos(2 * t + 1) + 0.5 * sin(4 * t + 2);
}

export interface Reading {
  hour: number;
  value: number;
}

export interface DaySetting {
  /** How many examples there are to learn from. */
  examples: number;
  /** How many hidden neurons, all of them random. */
  features: number;
  /** λ of the penalty λ Σw² on the output's weights; at 0 the smallest of all best weights are taken. */
  ridge: number;
  seed: number;
}

/** One example in each of `count` equal stretches of the day, at a random hour of it. */
function dealDay(count: number, seed: number): Reading[] {
  const rng = random(`day ${seed}`).fork(`examples ${count}`);
  return Array.from({ length: count }, (_, i) => {
    const hour = ((i + rng.uniform()) / count) * HOURS;
    return { hour, value: dayCurve(hour) + NOISE * rng.normal() };
  });
}

/** A hidden neuron: max(0, cos(t − centre) + bias), for the hour's place t on the clock. */
interface Hinge {
  x: number;
  y: number;
  bias: number;
}

/** The first layer. A wider one of the same seed begins with the same neurons. */
function throwHinges(count: number, seed: number): Hinge[] {
  const rng = random(`day ${seed}`).fork('hinges');
  return Array.from({ length: count }, () => {
    const angle = rng.uniform(0, TURN);
    return { x: cos(angle), y: sin(angle), bias: rng.uniform(-1, 1) };
  });
}

/** What the frozen layer says at some hours, row by row: [hours, hinges]. Scaled, so that more neurons do not mean larger sums. */
function layer(hinges: readonly Hinge[], hours: readonly number[]): Float64Array {
  const said = new Float64Array(hours.length * hinges.length);
  const scale = 1 / Math.sqrt(hinges.length);
  hours.forEach((hour, row) => {
    const t = (TURN * hour) / HOURS;
    const [px, py] = [cos(t), sin(t)];
    for (let k = 0; k < hinges.length; k++) {
      const { x, y, bias } = hinges[k];
      const sum = x * px + y * py + bias;
      if (sum > 0) said[row * hinges.length + k] = scale * sum;
    }
  });
  return said;
}

function answers(said: Float64Array, weights: Float64Array): number[] {
  const width = weights.length;
  return Array.from({ length: said.length / width }, (_, row) => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += said[row * width + k] * weights[k];
    return sum;
  });
}

const meanSquare = (said: readonly number[], readings: readonly Reading[]): number =>
  readings.reduce((sum, { value }, i) => sum + (said[i] - value) * (said[i] - value), 0) / readings.length;

export interface DayFit {
  examples: readonly Reading[];
  /** The fit at NEW hours, evenly over the day. */
  curve: readonly Reading[];
  /** Mean squared error at the examples, and at NEW new ones, noise included. */
  training: number;
  test: number;
  /** Length of the output's weights, taken as a vector. */
  length: number;
}

const hoursOfNew = Array.from({ length: NEW }, (_, i) => ((i + 0.5) / NEW) * HOURS);

/** The best output weights for one throw of examples and neurons, for several ridges at the price of one. */
export function fitDay(
  { examples: count, features, seed }: Omit<DaySetting, 'ridge'>,
  ridges: readonly number[],
): DayFit[] {
  const examples = dealDay(count, seed);
  const fresh = random(`day ${seed}`).fork('new examples');
  const news = hoursOfNew.map((hour) => ({ hour, value: dayCurve(hour) + NOISE * fresh.normal() }));
  const hinges = throwHinges(features, seed);
  const known = layer(
    hinges,
    examples.map(({ hour }) => hour),
  );
  const unknown = layer(hinges, hoursOfNew);
  const singular = singularOf(known, count, features);
  const values = examples.map(({ value }) => value);
  return ridges.map((ridge) => {
    const weights = leastSquares(singular, values, ridge);
    const curve = answers(unknown, weights);
    return {
      examples,
      curve: curve.map((value, i) => ({ hour: hoursOfNew[i], value })),
      training: meanSquare(answers(known, weights), examples),
      test: meanSquare(curve, news),
      length: Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0)),
    };
  });
}
