/**
 * Runs jobs on request: starts them, is pulled for frames within a time budget, cancels them. A run that is not pulled is
 * paused; pulled for one frame, it steps; started again with the same parameters, it is rewound. A job that throws is an
 * answer, not a crash. Knows neither the page nor that it may live in a worker: a test drives it in Node.
 */
import type { Job } from '../jobs/job.ts';

/** Stop when either is used up; at least one frame is made. */
export interface Limit {
  /** Milliseconds to work. */
  budget: number;
  frames: number;
}

export interface Pulled<Frame = unknown> {
  frames: Frame[];
  /** No frame will follow. */
  done: boolean;
  /** What the job threw, if it did. */
  error?: string;
}

export interface Host {
  /** Starts a run, from a frame of an earlier one if there is one, and returns its number. Throws when no job has that name. */
  start(job: string, parameters: unknown, from?: unknown): number;
  pull(run: number, limit: Limit): Pulled;
  cancel(run: number): void;
}

/** The host in a worker: what it cannot know is brought to it. */
export interface WorkerHost extends Omit<Host, 'start'> {
  start(...request: Parameters<Host['start']>): Promise<number>;
  /** Fetches the job of that name, so that it is there when it is wanted; false when it cannot be had. */
  learn(job: string): Promise<boolean>;
  /** A file that a job names, unpacked, under its path: before the job is started. */
  bring(path: string, file: Uint8Array): void;
}

/** @param clock milliseconds, from any origin */
export function createHost(jobs: readonly Job<never, unknown>[], clock: () => number): Host {
  const runs = new Map<number, Generator<unknown, void, void>>();
  let last = 0;
  return {
    start(name, parameters, from) {
      const job = jobs.find((candidate) => candidate.name === name) as Job<unknown, unknown> | undefined;
      if (!job) throw new Error(`start: no job is called ${JSON.stringify(name)}`);
      runs.set(++last, job.run(parameters, from));
      return last;
    },
    pull(run, { budget, frames: count }) {
      const generator = runs.get(run);
      if (!generator) return { frames: [], done: true };
      const frames: unknown[] = [];
      const end = clock() + budget;
      try {
        do {
          const next = generator.next();
          if (next.done) {
            runs.delete(run);
            return { frames, done: true };
          }
          frames.push(next.value);
        } while (frames.length < count && clock() < end);
        return { frames, done: false };
      } catch (error) {
        runs.delete(run);
        return { frames, done: true, error: error instanceof Error ? error.message : String(error) };
      }
    },
    cancel(run) {
      runs.get(run)?.return();
      runs.delete(run);
    },
  };
}

/** The buffers inside frames, each once, so that they can be handed over instead of copied. */
export function buffersIn(data: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (typeof data !== 'object' || data === null) return found;
  if (ArrayBuffer.isView(data)) {
    if (data.buffer instanceof ArrayBuffer) found.add(data.buffer);
  } else for (const value of Array.isArray(data) ? data : Object.values(data)) buffersIn(value, found);
  return found;
}
