// The way to the worker (remote.ts), fetched when it is wanted: it is no part of a page on which nothing trains.
import type { Job } from '#engine/jobs';
import type { Source } from './source.ts';

const remote = () => import('./remote.ts');

/** Has the worker started, and this job brought to it. */
export function warmed(job: string): void {
  remote()
    .then(({ warm }) => warm(job))
    .catch(() => undefined); // offline, say; it is asked for again by a run
}

/** A run of a job, opened at the first pull. */
export function fetched<Frame>(job: Job<unknown, Frame>, parameters: unknown, from: Frame | undefined): Source<Frame> {
  let source: Promise<Source<Frame>> | undefined;
  return {
    pull: async (limit) => (await (source ??= remote().then(({ open }) => open(job, parameters, from)))).pull(limit),
    stop: () => void source?.then((opened) => opened.stop()).catch(() => undefined),
  };
}
