/**
 * Sets of points on the plane for small nets to tell apart or to fit, dealt from a seed. All lie in one square. More noise
 * or another share deals none of them anew. Knows no network.
 */
import { cos, exp, sin } from '../kernels/math.ts';
import { random, type Random } from '../random.ts';

/** Every coordinate is from −PLANAR_EDGE to PLANAR_EDGE; without noise, well inside. */
export const PLANAR_EDGE = 3;

export interface PlanarPoint {
  readonly x: number;
  readonly y: number;
  /** The number of its class, from 0; of a set with values, a value from −1 to 1. */
  readonly target: number;
}

interface PlanarKind {
  /** As a reader would call it. */
  readonly label: string;
  /** How many classes; 0 for values. */
  readonly classes: 0 | 2 | 3;
  /** Where a point of a class lies (the class is 0 where there are none). */
  place(rng: Random, target: number): readonly [x: number, y: number];
  /** The value at a place, where there are no classes. */
  value?(x: number, y: number): number;
}

const { PI, sqrt } = Math;

/** On a circle round the middle. */
const polar = (radius: number, angle: number): [number, number] => [radius * cos(angle), radius * sin(angle)];

/** Anywhere in a ring, each spot equally likely. */
const ring = (rng: Random, inner: number, outer: number): [number, number] =>
  polar(sqrt(rng.uniform(inner * inner, outer * outer)), rng.uniform(0, 2 * PI));

/** On one of `arms` spiral arms, from the middle outwards in `turns` turns. */
function onArm(rng: Random, arm: number, arms: number, turns: number): [number, number] {
  const along = rng.uniform(0.03, 1);
  return polar(2.6 * along, 2 * PI * (turns * along + arm / arms));
}

const anywhere = (rng: Random): [number, number] => [rng.uniform(-2.8, 2.8), rng.uniform(-2.8, 2.8)];

/** Half a circle up, or half a circle down that reaches into it. */
function onMoon(rng: Random, moon: number): [number, number] {
  const [x, y] = polar(1, rng.uniform(0, PI));
  return moon === 0 ? [1.6 * (x - 0.5), 1.6 * (y - 0.25)] : [1.6 * (0.5 - x), 1.6 * (0.25 - y)];
}

/** Hills and hollows: where their tops are, and how high. */
const hills = [
  [-1.5, 1.4, 0.98],
  [1.5, 1.4, -0.98],
  [-1.5, -1.4, -0.98],
  [1.5, -1.4, 0.98],
  [0, 0, 0.98],
] as const;

export const planarSets = {
  circle: {
    label: 'circle',
    classes: 2,
    place: (rng, target) => (target === 1 ? ring(rng, 0, 1.25) : ring(rng, 1.75, 2.6)),
  },
  xor: {
    label: 'exclusive or',
    classes: 2,
    place(rng, target) {
      const [x, y] = [rng.uniform(0.2, 2.7), rng.uniform(0.2, 2.7)];
      const side = rng.integer(2) === 0 ? 1 : -1;
      return target === 1 ? [side * x, -side * y] : [side * x, side * y];
    },
  },
  gauss: {
    label: 'two clouds',
    classes: 2,
    place(rng, target) {
      const middle = target === 1 ? 1.3 : -1.3;
      return [rng.normal(middle, 0.5), rng.normal(middle, 0.5)];
    },
  },
  moons: { label: 'two moons', classes: 2, place: onMoon },
  spiral: { label: 'two spirals', classes: 2, place: (rng, target) => onArm(rng, target, 2, 1.6) },
  clouds: {
    label: 'three clouds',
    classes: 3,
    place(rng, target) {
      const [x, y] = polar(1.6, (2 * PI * target) / 3 + PI / 2);
      return [rng.normal(x, 0.45), rng.normal(y, 0.45)];
    },
  },
  arms: { label: 'three arms', classes: 3, place: (rng, target) => onArm(rng, target, 3, 0.75) },
  slope: { label: 'a slope', classes: 0, place: anywhere, value: (x, y) => (x + y) / 5.6 },
  hills: {
    label: 'hills and hollows',
    classes: 0,
    place: anywhere,
    value: (x, y) =>
      hills.reduce(
        (sum, [hx, hy, height]) => sum + height * exp(-((x - hx) * (x - hx) + (y - hy) * (y - hy)) / 0.8),
        0,
      ),
  },
} as const satisfies Record<string, PlanarKind>;

export type PlanarDataName = keyof typeof planarSets;

export interface PlanarDeal {
  readonly set: PlanarDataName;
  /** The same seed deals the same points. */
  readonly seed: number | string;
  /** How many points in all. */
  readonly count?: number;
  /** Standard deviation of what each coordinate is off by, once the class is settled; 0 to 1. */
  readonly noise?: number;
  /** The share of the points that is for training, from 0 to 1; the others are for testing. */
  readonly share?: number;
}

export interface PlanarData {
  readonly train: readonly PlanarPoint[];
  readonly test: readonly PlanarPoint[];
}

const isInside = (value: number): boolean => value >= -PLANAR_EDGE && value <= PLANAR_EDGE;

/** A coordinate that is off by so much on average, and still inside: what would leave the square is drawn again. */
function disturbed(value: number, noise: number, rng: Random): number {
  for (let attempt = 0; attempt < 100; attempt++) {
    const moved = value + noise * rng.normal();
    if (isInside(moved)) return moved;
  }
  return value; // cannot happen but with unheard-of luck
}

/** A place of the set inside the square. */
function placed(kind: PlanarKind, rng: Random, target: number): readonly [number, number] {
  for (;;) {
    const place = kind.place(rng, target);
    if (place.every(isInside)) return place;
  }
}

/**
 * The points, shuffled and divided. Classes take turns, so that they are equally large to one point. Each point has luck of
 * its own: one more point, or more noise, deals none of the others anew.
 * @throws RangeError when count, noise or share is out of its range.
 */
export function dealPlanar({ set, seed, count = 300, noise = 0, share = 0.5 }: PlanarDeal): PlanarData {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`planar: count must be 1 or more: ${count}`);
  if (!(noise >= 0 && noise <= 1)) throw new RangeError(`planar: noise must be from 0 to 1: ${noise}`);
  if (!(share >= 0 && share <= 1)) throw new RangeError(`planar: share must be from 0 to 1: ${share}`);
  const kind: PlanarKind = planarSets[set];
  const luck = random(`${set} ${seed}`);
  const points = Array.from({ length: count }, (_, i): PlanarPoint => {
    const rng = luck.fork(i);
    const group = kind.classes === 0 ? 0 : i % kind.classes;
    const [x, y] = placed(kind, rng, group);
    return {
      x: disturbed(x, noise, rng.fork('x')),
      y: disturbed(y, noise, rng.fork('y')),
      target: kind.value ? kind.value(x, y) : group,
    };
  });
  luck.fork('order').shuffle(points);
  const cut = Math.round(count * share);
  return { train: points.slice(0, cut), test: points.slice(cut) };
}
