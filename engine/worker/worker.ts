/** The worker's entry: the host, spoken to through Comlink, with every job that trains. */
import { expose, transfer } from 'comlink';
import { shelve } from '../data/shelf.ts';
import type { Job } from '../jobs/job.ts';
import * as trainings from '../jobs/trainings.ts';
import { buffersIn, createHost, type WorkerHost } from './host.ts';

/** Part of every worker's world, but not of the language's library. */
declare const performance: { now(): number };

const isJob = (value: unknown): value is Job<never, unknown> =>
  typeof value === 'object' && value !== null && 'run' in value && 'name' in value;

const jobs = Object.values<unknown>(trainings).filter(isJob);
const host = createHost(jobs, () => performance.now());

/** The SIMD kernels weigh as much as all else here. Where they do not arrive, the plain ones do the work, slowly. */
async function fetchKernels(fast: Job<never, unknown>['fast']): Promise<void> {
  try {
    if (fast === 'relaxed' && (await import('./relaxed.ts')).isRelaxed) return;
    if (fast !== undefined) await import('./fast.ts');
  } catch {
    // offline, say, before they were fetched for the first time
  }
}

expose({
  ...host,
  async start(name, parameters, from) {
    await fetchKernels(jobs.find((job) => job.name === name)?.fast);
    return host.start(name, parameters, from);
  },
  /** What jobs read, unpacked: the page fetches it and hands it over. */
  bring(path, file) {
    shelve(path, file);
  },
  pull(run, limit) {
    const pulled = host.pull(run, limit);
    return transfer(pulled, [...buffersIn(pulled.frames)]);
  },
} satisfies WorkerHost);
