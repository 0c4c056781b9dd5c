// A leaky integrate-and-fire cell (Lapicque 1907): pulses push its potential up or down, the potential leaks back to rest,
// and at the threshold the cell fires and starts again. Between pulses the leak has an exact solution, so nothing is
// stepped in time. Knows milliseconds and millivolts, and nothing of learning.
import { exp } from '../kernels/math.ts';

export interface Cell {
  /** Potential that the cell leaks back to, and starts from after a spike, in mV. */
  rest: number;
  /** Potential at which it fires, in mV. */
  threshold: number;
  /** Time in which the distance to rest shrinks to 1/e, in ms. */
  leak: number;
  /** Time after a spike during which pulses have no effect, in ms. */
  pause: number;
}

export interface Input {
  /** Pulses a second, one in every slot of 1/rate seconds. */
  rate: number;
  /** What one pulse adds to the potential, in mV: above zero it excites, below zero it inhibits. */
  weight: number;
  /** Where in its slot each pulse comes, 0–1, used over and over: one number gives a steady beat, many an irregular one. */
  phases: ArrayLike<number>;
}

export interface Pulse {
  time: number;
  /** Index of the input it comes from. */
  input: number;
}

export interface CellEvent extends Pulse {
  /** Potential just before the pulse, after the leak. */
  before: number;
  /** Potential that the pulse drives the cell to. When it reaches the threshold the cell fires and drops to rest. */
  after: number;
  fires: boolean;
  /** The cell had just fired and did not feel the pulse. */
  ignored: boolean;
}

/** All pulses in the first `duration` ms, in order of time. */
export function pulsesOf(inputs: readonly Input[], duration: number): Pulse[] {
  const pulses: Pulse[] = [];
  inputs.forEach(({ rate, phases }, input) => {
    const slots = Math.ceil((duration * rate) / 1000);
    for (let k = 0; k < slots; k++) {
      const time = ((k + phases[k % phases.length]) * 1000) / rate;
      if (time < duration) pulses.push({ time, input });
    }
  });
  return pulses.sort((a, b) => a.time - b.time || a.input - b.input);
}

/** The cell's potential a time `later` (ms) after it was `potential`, no pulse having come. */
export const leakTo = ({ rest, leak }: Cell, potential: number, later: number): number =>
  rest + (potential - rest) * exp(-later / leak);

/** What every pulse does to a cell that starts at rest. A potential is never driven below `floor` mV. */
export function respond(cell: Cell, inputs: readonly Input[], duration: number, floor = -Infinity): CellEvent[] {
  let potential = cell.rest;
  let since = 0;
  let deafUntil = -Infinity;
  return pulsesOf(inputs, duration).map(({ time, input }) => {
    const before = leakTo(cell, potential, time - since);
    const ignored = time < deafUntil;
    const after = ignored ? before : Math.max(floor, before + inputs[input].weight);
    const fires = !ignored && after >= cell.threshold;
    if (fires) deafUntil = time + cell.pause;
    potential = fires ? cell.rest : after;
    since = time;
    return { time, input, before, after, fires, ignored };
  });
}

/** Spikes a second, counted over `duration` ms. */
export const firingRate = (cell: Cell, inputs: readonly Input[], duration: number, floor?: number): number =>
  (respond(cell, inputs, duration, floor).filter((event) => event.fires).length * 1000) / duration;
