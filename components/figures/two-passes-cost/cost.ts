/** What `TwoPassesCost` counts and draws: networks of growing size, work in units of a forward pass, and the laws that the points lie on. */
import { countGradientCost, type GradientCost } from '#engine';

/** Where the axis of parameters begins and ends. */
export const START = 6;
export const END = 150_000;

export const SMALLEST = 9;
export const LARGEST = 257;

/** Hidden neurons of the largest network with about so many parameters. */
const hiddenFor = (parameters: number, results: number): number =>
  Math.max(1, Math.floor((parameters - results) / (3 + results)));

/** Networks of doubling size, and at last the one asked for. */
export function costsUpTo(parameters: number, results: number): GradientCost[] {
  const sizes = [9, 17, 33, 65, 129, LARGEST].filter((size) => size < parameters);
  const hidden = new Set([...sizes, parameters].map((size) => hiddenFor(size, results)));
  return [...hidden].map((each) => countGradientCost(each, results));
}

export type Way = 'nudges' | 'forwardMode' | 'backward';

export const last = (frames: readonly GradientCost[]): GradientCost => frames[frames.length - 1];

/** How many forward passes would have been as much work. */
export const inPasses = (frame: GradientCost, way: Way): number => frame[way].work / frame.forwardWork;

export const whole = (value: number): string => value.toLocaleString('en-GB');

/**
 * What the last network's counts imply for others: nudging grows by a forward pass with each parameter, carrying forwards by as
 * much as it took here for each, and going back does not grow.
 */
export function laws(frame: GradientCost): Record<Way, (readonly [number, number])[]> {
  const each = inPasses(frame, 'forwardMode') / frame.parameters;
  const line = (of: (parameters: number) => number) => [START, END].map((n) => [n, of(n)] as const);
  return {
    nudges: line((n) => n + 1),
    forwardMode: line((n) => each * n),
    backward: line(() => inPasses(frame, 'backward')),
  };
}
