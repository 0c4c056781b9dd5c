/** Scales: from the values of a plot to its pixels and back, with round ticks. Knows nothing of drawing. */
import { ticks as roundTicks } from 'd3-array';

export type Interval = readonly [from: number, to: number];

export interface Scale {
  (value: number): number;
  readonly domain: Interval;
  /** Pixels. */
  readonly range: Interval;
  invert(pixel: number): number;
  /** About `count` round values inside the domain. */
  ticks(count?: number): number[];
}

function build(domain: Interval, range: Interval, to: (v: number) => number, from: (t: number) => number): Scale {
  const [a, b] = [to(domain[0]), to(domain[1])];
  const scale = (value: number) => range[0] + ((to(value) - a) / (b - a)) * (range[1] - range[0]);
  return Object.assign(scale, {
    domain,
    range,
    invert: (pixel: number) => from(a + ((pixel - range[0]) / (range[1] - range[0])) * (b - a)),
    ticks: (count = 5) => roundTicks(domain[0], domain[1], count),
  });
}

const same = (value: number) => value;

export const linear = (domain: Interval, range: Interval): Scale => build(domain, range, same, same);

/** Decades (and, on short domains, the 2s and 5s between them). */
export function logarithmic(domain: Interval, range: Interval): Scale {
  const ticks = (count = 5): number[] => {
    const [low, high] = [Math.floor(Math.log10(domain[0])), Math.ceil(Math.log10(domain[1]))];
    const values: number[] = [];
    const between = high - low <= count / 2 ? [1, 2, 5] : [1];
    for (let power = low; power <= high; power++)
      for (const digit of between) values.push(Number((digit * 10 ** power).toPrecision(3)));
    const inside = values.filter((v) => v >= domain[0] * 0.999 && v <= domain[1] * 1.001);
    const every = Math.ceil(inside.length / (count + 1));
    return inside.filter((_, i) => i % every === 0);
  };
  return Object.assign(build(domain, range, Math.log, Math.exp), { ticks });
}
