/** The worker's entry: the host, spoken to through Comlink, with the jobs that train, each fetched when a figure asks for it. */
import { expose, transfer } from 'comlink';
import { shelve } from '../data/shelf.ts';
import type { Job } from '../jobs/job.ts';
import { trainings } from '../jobs/trainings.ts';
import { buffersIn, createHost, type WorkerHost } from './host.ts';

/** Part of every worker's world, but not of the language's library. */
declare const performance: { now(): number };

const jobs: Job<never, unknown>[] = [];
const host = createHost(jobs, () => performance.now());

/** The training of that name, fetched when it is first asked for; undefined when it does not exist or does not arrive. */
async function fetchJob(name: string): Promise<Job<never, unknown> | undefined> {
  const known = jobs.find((job) => job.name === name);
  if (known || !Object.hasOwn(trainings, name)) return known;
  try {
    const job = await trainings[name]();
    jobs.push(job);
    return job;
  } catch {
    return undefined; // offline, say
  }
}

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
    await fetchKernels((await fetchJob(name))?.fast);
    return host.start(name, parameters, from);
  },
  learn: async (name) => (await fetchJob(name)) !== undefined,
  /** What jobs read, unpacked: the page fetches it and hands it over. */
  bring(path, file) {
    shelve(path, file);
  },
  pull(run, limit) {
    const pulled = host.pull(run, limit);
    return transfer(pulled, [...buffersIn(pulled.frames)]);
  },
} satisfies WorkerHost);
