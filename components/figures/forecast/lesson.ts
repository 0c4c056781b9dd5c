// What `Forecast` makes of its knobs and its frames: forecasts, misses, who wins, and the sentence. Knows no drawing.
import {
  CO2_FROM,
  CO2_STEPS,
  co2,
  co2Miss,
  co2Views,
  forecastBy,
  linearCo2,
  recordedCo2,
  seasonal,
  type Co2View,
} from '#engine';
import type { ForecastCo2Frame } from '#engine/jobs';
import { fixed } from '../../charts/format.ts';

export interface Setting {
  view: Co2View;
  rival: RivalName;
  seed: number;
}
export type Frames = readonly ForecastCo2Frame[];
export const FRAMES = 32;

export const viewNames: Readonly<Record<Co2View, string>> = {
  level: 'the level',
  change: 'the change',
};
export const rivals = {
  same: { name: 'as last month', forecasts: forecastBy((month) => co2[month - 1]) },
  seasonal: { name: 'season + drift', forecasts: forecastBy(seasonal) },
  linear: { name: 'linear rule', forecasts: linearCo2() },
} as const;
export type RivalName = keyof typeof rivals;
const rivalNames = Object.keys(rivals) as RivalName[];

export const missOf = (rival: RivalName): number => co2Miss(rivals[rival].forecasts);

const readingOf = (frames: Frames) => frames[frames.length - 1] ?? null;
export const isDone = (frames: Frames): boolean => readingOf(frames)?.step === CO2_STEPS;
export const isTrained = (frames: Frames): boolean => readingOf(frames) !== null;

export const forecastsOf = ({ view }: Setting, frames: Frames): Float32Array =>
  readingOf(frames)?.forecasts ?? recordedCo2(view).forecasts;
export const ownMiss = (frames: Frames): number | null => {
  const reading = readingOf(frames);
  return reading && co2Miss(reading.forecasts);
};

/** Forecast less what came, month by month. */
export const errorsOf = (forecasts: ArrayLike<number>): number[] =>
  Array.from(forecasts, (ppm, i) => ppm - co2[CO2_FROM + i]);

const sorted = (view: Co2View) => recordedCo2(view).miss.toSorted((a, b) => a - b);
export const lowest = (view: Co2View): number => sorted(view)[0];
export const highest = (view: Co2View): number => sorted(view)[4];

/** How far up and down the drawing of errors goes: far enough for what is chosen. */
export const spanOf = ({ view, rival }: Setting): readonly [number, number] =>
  view === 'level' ? [-9, 3] : rival === 'same' ? [-3, 3] : [-2, 2];

/** A row of the list of misses. */
export interface Row {
  name: string;
  /** The lowest and the highest of five, or the one there is. */
  low: number;
  high: number;
  chosen: boolean;
  own: number | null;
}
export const rowsOf = ({ view, rival }: Setting, frames: Frames): Row[] => [
  ...rivalNames.map((name) => ({
    name: rivals[name].name,
    low: missOf(name),
    high: missOf(name),
    chosen: name === rival,
    own: null,
  })),
  ...co2Views.map((each) => ({
    name: `network: ${viewNames[each]}`,
    low: lowest(each),
    high: highest(each),
    chosen: each === view,
    own: each === view ? ownMiss(frames) : null,
  })),
];

export function tell(setting: Setting, frames: Frames): string {
  const { view, rival } = setting;
  const reading = readingOf(frames);
  const beside = `**${fixed(missOf(rival))}** by the rule “${rivals[rival].name}”`;
  if (!reading)
    return `In 124 months that nothing was learned from, five recorded networks that saw **${viewNames[view]}** missed by **${fixed(lowest(view))} to ${fixed(highest(view))}** parts per million, against ${beside}.`;
  const miss = co2Miss(reading.forecasts);
  const verdict = miss < missOf(rival) ? 'The network is ahead' : 'The rule is ahead';
  return `After **${reading.step}** updates your network, which sees **${viewNames[view]}**, misses by **${fixed(miss)}** parts per million, against ${beside}. ${verdict}.`;
}
