/**
 * Schedules: what the learning rate is multiplied with at each step, as plain functions of the step, counted from 0:
 *
 *   const schedule = schedules.cosine({ steps: 1000, warmUp: 100 });
 *   optimizer.rate = 0.01 * schedule(program.steps);
 *
 * They know neither optimisers nor losses. Factors are those of PyTorch's schedulers.
 */
import { cos, power } from './kernels/math.ts';

/** The factor at a step, counted from 0. */
export type Schedule = (step: number) => number;

/** Refuses a setting that is not a whole number of at least `least`. */
function checkSteps(schedule: string, name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${schedule}: ${name} must be a whole number from ${least}: ${value}`);
}

/** Refuses a factor that is negative or not finite. */
function checkFactor(schedule: string, name: string, value: number): void {
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`${schedule}: ${name} must be finite and not negative: ${value}`);
}

/** From one factor to another along half a wave of the cosine; `share` of the way is gone. */
const wave = (from: number, to: number, share: number): number => to + ((from - to) * (1 + cos(Math.PI * share))) / 2;

/** Always 1. */
const constant = (): Schedule => () => 1;

/** Times `factor` after every `every` steps. */
function stairs({ every, factor = 0.1 }: { readonly every: number; readonly factor?: number }): Schedule {
  checkSteps('stairs', 'every', every, 1);
  checkFactor('stairs', 'factor', factor);
  return (step) => power(factor, Math.floor(step / every));
}

export interface CosineOptions {
  /** The last step is steps − 1; later ones stay at `end`. */
  readonly steps: number;
  /** How many steps at the beginning rise evenly to 1; none unless said otherwise. */
  readonly warmUp?: number;
  /** The factor at the end; 0 unless said otherwise. */
  readonly end?: number;
}

/** An even rise, then half a wave of the cosine down from 1 to `end` (Loshchilov & Hutter 2017, without restarts). */
export function cosine({ steps, warmUp = 0, end = 0 }: CosineOptions): Schedule {
  checkSteps('cosine', 'warmUp', warmUp, 0);
  checkSteps('cosine', 'steps', steps, warmUp + 2);
  checkFactor('cosine', 'end', end);
  const last = steps - 1;
  return (step) => {
    if (step < warmUp) return (step + 1) / (warmUp + 1);
    return step >= last ? end : wave(1, end, (step - warmUp) / (last - warmUp));
  };
}

export interface OneCycleOptions {
  /** The last step is steps − 1; later ones stay at `end`. */
  readonly steps: number;
  /** The share of the steps that it takes to rise to 1, from 0 to 1; 0.3 unless said otherwise. */
  readonly peak?: number;
  /** The factor at first; 1/25 unless said otherwise. */
  readonly start?: number;
  /** The factor at the end; start / 10⁴ unless said otherwise. */
  readonly end?: number;
}

/** Up from `start` to 1 and down to `end`, each half a wave of the cosine (Smith & Topin 2018). */
function oneCycle({ steps, peak = 0.3, start = 1 / 25, end = start / 1e4 }: OneCycleOptions): Schedule {
  checkSteps('oneCycle', 'steps', steps, 2);
  checkFactor('oneCycle', 'start', start);
  checkFactor('oneCycle', 'end', end);
  const [top, last] = [peak * steps - 1, steps - 1];
  if (!(top > 0 && top < last))
    throw new RangeError(`oneCycle: a peak at ${peak} of ${steps} steps leaves no step before or after it`);
  return (step) => {
    if (step >= last) return end;
    return step <= top ? wave(start, 1, step / top) : wave(1, end, (step - top) / (last - top));
  };
}

export const schedules = { constant, stairs, cosine, oneCycle };
