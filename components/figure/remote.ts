/**
 * Where the frames of heavy jobs come from: one module worker for the page, started at first use and replaced when it
 * dies or stops answering; without workers, the page itself in slices of at most 8 ms. Knows nothing of figures.
 */
import type { Job } from '#engine/jobs';
import { createHost, type Host, type Limit, type Pulled } from '#engine/worker';
import type { Remote } from 'comlink';

export interface Source<Frame> {
  /** The next frames, at most as many and for as long as the limit says. Rejects when the worker has died. */
  pull(limit: Limit): Promise<Pulled<Frame>>;
  stop(): void;
}

/** A worker that has not answered for so long (ms) is taken for dead. */
const PATIENCE = 10_000;
/** The longest slice of work (ms) on the page's own thread. */
const SLICE = 8;

interface Line {
  host: Remote<Host>;
  /** Rejects when the worker dies. */
  death: Promise<never>;
  hangUp(reason: string): void;
}

let line: Promise<Line> | undefined;

async function connect(): Promise<Line> {
  const { wrap } = await import('comlink');
  const worker = new Worker(new URL('../../engine/worker/worker.ts', import.meta.url), { type: 'module' });
  let die: (reason: Error) => void;
  const death = new Promise<never>((_, reject) => (die = reject));
  death.catch(() => undefined);
  const hangUp = (reason: string) => {
    worker.terminate();
    line = undefined;
    die(new Error(reason));
  };
  worker.addEventListener('error', (event) => hangUp(event.message || 'The calculation stopped without a word.'));
  worker.addEventListener('messageerror', () => hangUp('The calculation sent something unreadable.'));
  return { host: wrap<Host>(worker), death, hangUp };
}

/** Opens a run of a job. Nothing is started before the first pull. */
export function open<Parameters, Frame>(job: Job<Parameters, Frame>, parameters: Parameters): Source<Frame> {
  let run: Promise<Source<Frame>> | undefined;
  return {
    pull: async (limit) => (await (run ??= start(job, parameters))).pull(limit),
    stop: () => void run?.then((source) => source.stop()).catch(() => undefined),
  };
}

async function start<Parameters, Frame>(job: Job<Parameters, Frame>, parameters: Parameters): Promise<Source<Frame>> {
  let connected: Line;
  try {
    connected = await (line ??= connect());
  } catch {
    line = undefined; // An old browser, or one that forbids workers.
    return openHere(job, parameters);
  }
  const { host, death, hangUp } = connected;
  const answered = async <T>(answer: Promise<T>): Promise<T> => {
    const watch = setTimeout(() => hangUp('The calculation stopped answering.'), PATIENCE);
    return Promise.race([answer, death]).finally(() => clearTimeout(watch));
  };
  const id = await answered(host.start(job.name, parameters));
  return {
    pull: (limit) => answered(host.pull(id, limit)) as Promise<Pulled<Frame>>,
    stop: () => void host.cancel(id).catch(() => undefined),
  };
}

/** The same host in the page, for browsers without workers: slower, never blocking for long. */
function openHere<Parameters, Frame>(job: Job<Parameters, Frame>, parameters: Parameters): Source<Frame> {
  const host = createHost([job as Job<unknown, unknown>], () => performance.now());
  const id = host.start(job.name, parameters);
  return {
    async pull(limit) {
      await new Promise((resolve) => setTimeout(resolve));
      return host.pull(id, { ...limit, budget: Math.min(limit.budget, SLICE) }) as Pulled<Frame>;
    },
    stop: () => host.cancel(id),
  };
}
