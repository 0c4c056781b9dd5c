// What a run takes its frames from, wherever they are made.
import type { Limit, Pulled } from '#engine/worker';

export interface Source<Frame> {
  /** The next frames, at most as many and for as long as the limit says. Rejects when the worker has died. */
  pull(limit: Limit): Promise<Pulled<Frame>>;
  stop(): void;
}
