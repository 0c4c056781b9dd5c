/** The worker's entry: the host, spoken to through Comlink, with every job that trains. */
import { expose, transfer } from 'comlink';
import type { Job } from '../jobs/job.ts';
import './fast.ts';
import * as trainings from '../jobs/trainings.ts';
import { buffersIn, createHost, type Host } from './host.ts';

/** Part of every worker's world, but not of the language's library. */
declare const performance: { now(): number };

const isJob = (value: unknown): value is Job<never, unknown> =>
  typeof value === 'object' && value !== null && 'run' in value && 'name' in value;

const host = createHost(Object.values<unknown>(trainings).filter(isJob), () => performance.now());

expose({
  ...host,
  pull(run, limit) {
    const pulled = host.pull(run, limit);
    return transfer(pulled, [...buffersIn(pulled.frames)]);
  },
} satisfies Host);
