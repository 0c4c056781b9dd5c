// What kernels.spec.ts runs in the page: a job of the worker at an address, by the worker's own words.
import { wrap } from 'comlink';
import type { Host } from '../../engine/worker/index.ts';

export async function run(worker: string, job: string): Promise<unknown[]> {
  const host = wrap<Host>(new Worker(worker, { type: 'module' }));
  const { frames, error } = await host.pull(await host.start(job, {}), { budget: Infinity, frames: Infinity });
  if (error !== undefined) throw new Error(error);
  return frames;
}
