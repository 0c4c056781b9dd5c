// The numbers and curves of chapter 6, computed when the book is built: the two valleys, a neuron with one weight followed
// for three steps, the tuned race, and the batches of its figure on noise.
import {
  angleBetween,
  askWhichWay,
  curves,
  methods,
  multiply,
  parameter,
  power,
  sgd,
  subtract,
  sum,
  tunedRates,
  valueAndGradient,
  type SurfaceName,
} from '#engine';
import { EDGE } from '#engine/jobs';
import { learn } from '../figures/noise/lesson.ts';

/** A neuron ŷ = w x with one example and the loss ½ (ŷ − y)², followed for `steps` of gradient descent. */
function oneWeight({ x, y, start, rate, steps }: Record<'x' | 'y' | 'start' | 'rate' | 'steps', number>) {
  const w = parameter('w', [1], start);
  const loss = valueAndGradient(sum(multiply(power(subtract(multiply(w, x), y), 2), 0.5)), [w]);
  const optimizer = sgd({ rate });
  const state = optimizer.start(1);
  const at = Float64Array.of(start);
  const rows = {
    w: [] as number[],
    answer: [] as number[],
    error: [] as number[],
    slope: [] as number[],
    loss: [] as number[],
    step: [] as number[],
  };
  for (let i = 0; i <= steps; i++) {
    const { value, gradients } = loss(at[0]);
    const slope = gradients[0][0];
    const before = at[0];
    optimizer.apply(at, [slope], state);
    rows.w.push(before);
    rows.answer.push(before * x);
    rows.error.push(before * x - y);
    rows.slope.push(slope);
    rows.loss.push(value);
    rows.step.push(at[0] - before);
  }
  return { x, y, rate, factor: 1 - rate * x * x, ...rows };
}

/** Rates and mean steps home of the four methods on one landscape. */
const raced = (land: SurfaceName) => () =>
  Object.fromEntries(
    methods.flatMap((method) => {
      const { rate, score } = tunedRates[land][method];
      return [
        [method, score],
        [`${method}Rate`, rate],
      ];
    }),
  );

const lesson = (size: string) => learn({ size, show: 'walk', at: [-1.5, 1], rate: 1, seed: 3 });

export const descentValues = {
  descent: () => {
    const [deep, shallow] = curves.valleys.bottoms;
    return {
      deep: deep.w,
      deepLoss: deep.loss,
      deepBorder: deep.border,
      deepCurvature: deep.curvature,
      shallow: shallow.w,
      shallowLoss: shallow.loss,
      shallowBorder: shallow.border,
      shallowCurvature: shallow.curvature,
      bowlBorder: curves.bowl.bottoms[0].border,
    };
  },
  'descent.neuron': () => oneWeight({ x: 3, y: 6, start: 0, rate: 0.05, steps: 3 }),
  'descent.fresh': () => oneWeight({ x: 2, y: -4, start: 1, rate: 0.1, steps: 1 }),
  'race.bowl': raced('bowl'),
  'race.ravine': raced('ravine'),
  'race.turned': raced('turned'),
  'race.saddle': raced('saddle'),
  'race.bend': raced('bend'),
  'race.net': raced('net'),
  'which-way': () => {
    const { downhill, toLowest } = askWhichWay(4, 1)[0];
    return { misled: angleBetween(downhill, toLowest) };
  },
  noise: () => {
    const { spreads, loss } = lesson('16');
    const missOf = (size: number, by: 'measured' | 'expected') => spreads.find((row) => row.size === size)?.[by] ?? NaN;
    return {
      single: missOf(1, 'measured'),
      four: missOf(4, 'measured'),
      sixteen: missOf(16, 'measured'),
      fourByLaw: missOf(4, 'expected'),
      sixteenByLaw: missOf(16, 'expected'),
      before: loss.start,
      whole: loss.whole,
      batches: loss.batches,
    };
  },
};

/** The two valleys as a backdrop: loss as a share of the page's height. */
const valleys = () =>
  Array.from({ length: 81 }, (_, i) => {
    const w = -EDGE + (2 * EDGE * i) / 80;
    return [w, curves.valleys.loss(w) / 1.8] as const;
  });

export const descentCurves = { 'descent.valleys': valleys };
