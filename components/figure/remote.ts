/**
 * Where the frames of heavy jobs come from: one module worker for the page, started when it is first wanted and replaced
 * when it dies or stops answering. Where no worker comes up, the page itself works, in slices of 8 ms. Knows
 * nothing of figures.
 */
import { filesOf, type Job } from '#engine/jobs';
import type { Pulled, WorkerHost } from '#engine/worker';
import type { Remote } from 'comlink';
import { fetchAllPacked } from './packed.ts';
import type { OnArrival, Source } from './source.ts';

/** A worker that has not answered for so long (ms) is taken for dead. */
const PATIENCE = 10_000;

interface Line {
  host: Remote<WorkerHost>;
  /** Files that it has been brought. */
  brought: Set<string>;
  /** It has answered once: from now on its silence means that it died, not that it never came. */
  up: boolean;
  /** Rejects when the worker dies. */
  death: Promise<never>;
  hangUp(reason: string): void;
}

let line: Promise<Line> | undefined;

async function connect(): Promise<Line> {
  const { wrap } = await import('comlink');
  const mine = line;
  const worker = new Worker(new URL('../../engine/worker/worker.ts', import.meta.url), { type: 'module' });
  let die: (reason: Error) => void;
  const death = new Promise<never>((_, reject) => (die = reject));
  death.catch(() => undefined);
  const hangUp = (reason: string) => {
    worker.terminate();
    if (line === mine) line = undefined;
    die(new Error(reason));
  };
  worker.addEventListener('error', (event) => hangUp(event.message || 'The calculation stopped without a word.'));
  worker.addEventListener('messageerror', () => hangUp('The calculation sent something unreadable.'));
  return { host: wrap<WorkerHost>(worker), brought: new Set(), up: false, death, hangUp };
}

async function connected(): Promise<Line> {
  try {
    return await (line ??= connect());
  } catch (error) {
    line = undefined; // The next one who asks tries again.
    throw error;
  }
}

/** What the worker says, even if it is a refusal; rejects when it says nothing for too long, or has died. */
async function answer<T>(there: Line, asked: Promise<T>): Promise<T> {
  const watch = setTimeout(() => there.hangUp('The calculation stopped answering.'), PATIENCE);
  const heard = () => (there.up = true);
  asked.then(heard, heard);
  return Promise.race([asked, there.death]).finally(() => clearTimeout(watch));
}

/** Starts the worker and has it fetch a job, so that both are there when they are wanted, even if the network has gone by then. */
export function warm(job: string): void {
  connected()
    .then(({ host }) => host.learn(job))
    .catch(() => undefined);
}

/**
 * Opens a run of a job, from a frame of an earlier one if there is one. Nothing is started before the first pull; to stop it
 * also stops what is on its way.
 */
export function open<Parameters, Frame>(
  job: Job<Parameters, Frame>,
  parameters: Parameters,
  from?: Frame,
  onarrive: OnArrival = () => undefined,
): Source<Frame> {
  let run: Promise<Source<Frame>> | undefined;
  const stopped = new AbortController();
  return {
    pull: async (limit) => (await (run ??= start(job, parameters, from, onarrive, stopped.signal))).pull(limit),
    stop() {
      stopped.abort();
      void run?.then((source) => source.stop()).catch(() => undefined);
    },
  };
}

async function start<Parameters, Frame>(
  job: Job<Parameters, Frame>,
  parameters: Parameters,
  from: Frame | undefined,
  onarrive: OnArrival,
  signal: AbortSignal,
): Promise<Source<Frame>> {
  let here: Line | undefined;
  const fetchAll = (paths: readonly string[]) => fetchAllPacked(paths, onarrive, signal);
  const onPage = async () => (await import('./here.ts')).openHere(job, parameters, from, fetchAll);
  try {
    const there = (here = await connected());
    if (!(await answer(there, there.host.learn(job.name)))) return await onPage();
    const missing = filesOf(job, parameters).filter((path) => !there.brought.has(path));
    for (const [path, file] of await fetchAll(missing)) {
      await answer(there, there.host.bring(path, file));
      there.brought.add(path);
    }
    const id = await answer(there, there.host.start(job.name, parameters, from));
    return {
      pull: (limit) => answer(there, there.host.pull(id, limit)) as Promise<Pulled<Frame>>,
      stop: () => void there.host.cancel(id).catch(() => undefined),
    };
  } catch (error) {
    // A worker that was at work has died: the reader is told. One that never came up (an old browser, one that forbids
    // workers, a network gone before its script arrived) is done without, like one that cannot get the job.
    if (here?.up) throw error;
    return onPage();
  }
}
