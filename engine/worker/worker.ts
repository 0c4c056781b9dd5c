/** The worker's entry: the host, spoken to through Comlink, with every job that trains. */
import { expose, transfer } from 'comlink';
import type { Job } from '../jobs/job.ts';
import * as trainings from '../jobs/trainings.ts';
import { buffersIn, createHost, type Host } from './host.ts';

/** Part of every worker's world, but not of the language's library. */
declare const performance: { now(): number };

const isJob = (value: unknown): value is Job<never, unknown> =>
  typeof value === 'object' && value !== null && 'run' in value && 'name' in value;

const jobs = Object.values<unknown>(trainings).filter(isJob);
const host = createHost(jobs, () => performance.now());

/** The SIMD kernels weigh as much as all else here. Where they do not arrive, the plain ones do the work, slowly. */
const fastKernels = (): Promise<unknown> => import('./fast.ts').catch(() => undefined);

expose({
  ...host,
  async start(name, parameters) {
    if (jobs.some((job) => job.name === name && job.fast)) await fastKernels();
    return host.start(name, parameters);
  },
  pull(run, limit) {
    const pulled = host.pull(run, limit);
    return transfer(pulled, [...buffersIn(pulled.frames)]);
  },
} satisfies Omit<Host, 'start'> & { start(...request: Parameters<Host['start']>): Promise<number> });
