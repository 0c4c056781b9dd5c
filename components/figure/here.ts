// A run made in the page itself, for browsers without workers: slower, and in small slices. Fetched when it is needed.
import { filesOf, trainings, type Job } from '#engine/jobs';
import { createHost, shelve, type Pulled } from '#engine/worker';
import type { Source } from './source.ts';

/** A slice of work (ms) on the page's own thread; it ends with the piece that is in hand by then. */
const SLICE = 8;

export async function openHere<Parameters, Frame>(
  job: Job<Parameters, Frame>,
  parameters: Parameters,
  from: Frame | undefined,
  /** Fetches the files that it needs. */
  fetchAll: (paths: readonly string[]) => Promise<(readonly [path: string, file: Uint8Array])[]>,
): Promise<Source<Frame>> {
  // A page has only the beginning of what trains (see trainings.ts).
  const whole = ((await trainings[job.name]?.()) ?? job) as Job<unknown, unknown>;
  for (const [path, file] of await fetchAll(filesOf(whole, parameters))) shelve(path, file);
  const run = whole.inPieces ?? whole.run;
  const host = createHost([{ ...whole, run }], () => performance.now());
  const id = host.start(whole.name, parameters, from);
  return {
    async pull(limit) {
      await new Promise((resolve) => setTimeout(resolve));
      const pulled = host.pull(id, { ...limit, budget: Math.min(limit.budget, SLICE) }) as Pulled<Frame | undefined>;
      return { ...pulled, frames: pulled.frames.filter((frame) => frame !== undefined) };
    },
    stop: () => host.cancel(id),
  };
}
