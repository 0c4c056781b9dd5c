// What a run takes its frames from, wherever they are made, and what is told of the files that they need.
import type { Limit, Pulled } from '#engine/worker';

export interface Source<Frame> {
  /** The next frames, at most as many and for as long as the limit says. Rejects when the worker has died. */
  pull(limit: Limit): Promise<Pulled<Frame>>;
  stop(): void;
}

/** A file did not come, or not whole: worth another try. */
export class NotArrived extends Error {}

export interface Arrival {
  /** Bytes that have come, packed as they are, and how many there are; 0 where nobody says. */
  arrived: number;
  size: number;
}

/** Told how much has come of the files that a job needs, and in the end that they are there. */
export type OnArrival = (arrival: Arrival | undefined) => void;
