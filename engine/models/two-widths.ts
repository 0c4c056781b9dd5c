// A neuron that tells ones from sevens by two widths, each measured in a unit of its own: how steep its bowl of loss is in
// every direction, and what gradient descent makes of it. The loss is a mean of squares, so the bowl is known from five means.
import measured from '../data/two-widths.json' with { type: 'json' };
import { power } from '../kernels/math.ts';

/** Millimetres to the unit. Each pixel of a digit counts as a millimetre. */
export const units = { mm: 1, cm: 10, m: 1000 } as const;
export type Unit = keyof typeof units;
export type Weights = readonly [w1: number, w2: number];

export interface Scaling {
  /** The unit of the upper width. The lower width is always in millimetres. */
  unit: Unit;
  /** Both widths as distances from their means in standard deviations, whatever the unit. */
  standardised: boolean;
}

/** Upper and lower width of every digit, in millimetres. */
export const measuredWidths = measured.digits.map(([, upper, lower]) => [upper, lower] as const);

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const column = (i: number): number[] => measured.digits.map((row) => row[i]);
const deviationOf = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - centre) * (v - centre))));
};

/** Means and deviations of the two widths, in millimetres. */
export const widthScale = [1, 2].map((i) => ({ mean: mean(column(i)), deviation: deviationOf(column(i)) }));

/** The digits as the neuron sees them: both widths measured from their means, and a target of 1 for a seven, −1 for a one. */
export function widthExamples({ unit, standardised }: Scaling): { inputs: Weights; target: 1 | -1 }[] {
  const divisors = standardised ? widthScale.map(({ deviation }) => deviation) : [units[unit], 1];
  return measured.digits.map(([label, upper, lower]) => ({
    inputs: [(upper - widthScale[0].mean) / divisors[0], (lower - widthScale[1].mean) / divisors[1]],
    target: label === 7 ? 1 : -1,
  }));
}

/** The bowl ½ mean (w₁x₁ + w₂x₂ − y)². As many ones as sevens: the targets' mean is 0, so that no bias is needed. */
export interface Bowl {
  loss(w: Weights): number;
  gradient(w: Weights): Weights;
  lowest: Weights;
  lowestLoss: number;
  /** Curvatures along the two axes of the bowl, the sharper first. */
  curvatures: readonly [number, number];
  /** From which rate on descent no longer settles. */
  border: number;
}

export function widthBowl(scaling: Scaling): Bowl {
  const examples = widthExamples(scaling);
  const over = (f: (example: (typeof examples)[number]) => number) => mean(examples.map(f));
  const [a, b, d] = [
    over(({ inputs: [x] }) => x * x),
    over(({ inputs: [x, y] }) => x * y),
    over(({ inputs: [, y] }) => y * y),
  ];
  const [p, q] = [over(({ inputs: [x], target }) => x * target), over(({ inputs: [, y], target }) => y * target)];
  const determinant = a * d - b * b;
  const lowest: Weights = [(p * d - q * b) / determinant, (q * a - p * b) / determinant];
  const sharp = (a + d + Math.sqrt((a - d) * (a - d) + 4 * b * b)) / 2;
  const loss = ([w1, w2]: Weights) => (a * w1 * w1 + 2 * b * w1 * w2 + d * w2 * w2) / 2 - p * w1 - q * w2 + 0.5;
  return {
    loss,
    gradient: ([w1, w2]) => [a * w1 + b * w2 - p, b * w1 + d * w2 - q],
    lowest,
    lowestLoss: loss(lowest),
    curvatures: [sharp, determinant / sharp],
    border: 2 / sharp,
  };
}

export interface Descent {
  path: Weights[];
  losses: number[];
}

/** `steps` of gradient descent from all weights zero. */
export function descendWidths({ gradient, loss }: Bowl, rate: number, steps: number): Descent {
  const path: Weights[] = [[0, 0]];
  for (let step = 0; step < steps; step++) {
    const w = path[step];
    const [g1, g2] = gradient(w);
    path.push([w[0] - rate * g1, w[1] - rate * g2]);
  }
  return { path, losses: path.map(loss) };
}

/** Of the way down from all weights zero, how much is left when descent counts as home. */
export const HOME = 0.01;
const MOST = 1e12;

/**
 * After how many steps at a rate all but a hundredth of the way down is done; null when that never happens. Along each axis
 * of the bowl a step multiplies what is left by (1 − rate · curvature)², so any number of steps is one power.
 */
export function stepsHome({ loss, lowest, lowestLoss, curvatures }: Bowl, rate: number): number | null {
  const whole = loss([0, 0]) - lowestLoss;
  const [sharp, gentle] = curvatures;
  // The loss above the lowest, ½ w A w, is ½ (sharp u² + gentle v²), with u² + v² the squared distance of the start.
  const square = lowest[0] * lowest[0] + lowest[1] * lowest[1];
  const alongSharp = sharp === gentle ? whole : ((whole - (gentle * square) / 2) * sharp) / (sharp - gentle);
  const left = (steps: number) =>
    alongSharp * power((1 - rate * sharp) * (1 - rate * sharp), steps) +
    (whole - alongSharp) * power((1 - rate * gentle) * (1 - rate * gentle), steps);
  const isHome = (steps: number) => left(steps) <= HOME * whole;
  let far = 1;
  while (far <= MOST && !isHome(far)) far *= 2;
  if (far > MOST) return null;
  let near = far / 2;
  while (far - near > 1) {
    const middle = Math.floor((near + far) / 2);
    if (isHome(middle)) far = middle;
    else near = middle;
  }
  return Math.ceil(far);
}
