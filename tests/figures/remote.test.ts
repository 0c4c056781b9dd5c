// The worker as the page sees it: at work, dead, silent, never up. In Node a message channel stands in for its thread.
import { gzipSync } from 'node:zlib';
import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defineJob, drain, threeNeurons, threeNeuronsAtRest } from '#engine/jobs';
import { createHost } from '#engine/worker';
import { whole } from '../../engine/jobs/whole.ts';
import type { Arrival } from '../../components/figure/source.ts';

const countUp = defineJob({
  name: 'count-up',
  *run({ from }: { from: number }) {
    for (let n = from; ; n++) yield n;
  },
});

/** How the next worker behaves, and those that were started. */
let manner: 'works' | 'lacks the job' | 'never comes' | 'silent' = 'works';
let started: FakeWorker[] = [];

class FakeWorker extends EventTarget {
  readonly #channel = new MessageChannel();
  dead = false;

  constructor() {
    super();
    started.push(this);
    const { port1, port2 } = this.#channel;
    port1.addEventListener('message', ({ data }) => this.dispatchEvent(new MessageEvent('message', { data })));
    port1.start();
    if (manner === 'works' || manner === 'lacks the job')
      expose({ ...createHost([countUp], () => 0), learn: () => manner === 'works', bring: () => undefined }, port2);
    if (manner === 'never comes') setTimeout(() => this.die(''));
  }
  postMessage(message: unknown, transfer: Transferable[] = []) {
    this.#channel.port1.postMessage(message, transfer);
  }
  terminate() {
    this.dead = true;
    this.#channel.port1.close();
    this.#channel.port2.close();
  }
  die(message: string) {
    this.terminate();
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const limit = { budget: 5, frames: 2 };
const remote = () => import('../../components/figure/remote.ts');

beforeEach(() => {
  manner = 'works';
  started = [];
  vi.resetModules();
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  for (const worker of started) worker.terminate();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('one worker serves all runs, and is there before it is wanted', async () => {
  const { open, warm } = await remote();
  warm('count-up');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  const [a, b] = [open(countUp, { from: 1 }), open(countUp, { from: 10 })];
  expect(await a.pull(limit)).toEqual({ frames: [1, 2], done: false });
  expect(await b.pull(limit)).toEqual({ frames: [10, 11], done: false });
  expect(await a.pull(limit)).toEqual({ frames: [3, 4], done: false });
  a.stop();
  await vi.waitFor(async () => expect(await a.pull(limit)).toEqual({ frames: [], done: true }));
  expect(started).toHaveLength(1);
});

test('a worker that dies at work is told of at each pull; the next run gets a new one', async () => {
  const { open } = await remote();
  const source = open(countUp, { from: 1 });
  await source.pull(limit);
  const waiting = source.pull(limit);
  started[0].die('out of memory');
  await expect(waiting).rejects.toThrow('out of memory');
  await expect(source.pull(limit)).rejects.toThrow('out of memory');
  expect(await open(countUp, { from: 5 }).pull(limit)).toEqual({ frames: [5, 6], done: false });
  expect(started).toHaveLength(2);
});

test('a worker that dies between two runs is replaced without a word', async () => {
  const { open } = await remote();
  await open(countUp, { from: 1 }).pull(limit);
  started[0].die('gone');
  expect(await open(countUp, { from: 7 }).pull(limit)).toEqual({ frames: [7, 8], done: false });
});

test('a worker that never comes up is done without', async () => {
  manner = 'never comes';
  const { open } = await remote();
  expect(await open(countUp, { from: 3 }).pull(limit)).toEqual({ frames: [3, 4], done: false });
});

test('a job that the worker cannot get is done in the page', async () => {
  manner = 'lacks the job';
  const { open } = await remote();
  const source = open(countUp, { from: 3 });
  expect(await source.pull(limit)).toEqual({ frames: [3, 4], done: false });
  started[0].die('gone'); // and nothing is lost with it
  expect(await source.pull(limit)).toEqual({ frames: [5, 6], done: false });
});

test('of a training, of which a page has only the beginning, the whole is fetched', async () => {
  vi.stubGlobal('Worker', undefined);
  const { open } = await remote();
  const start = { start: [1, 2, 3].map((w1) => ({ w1, w2: -w1, b: 0.5 })) };
  expect(drain(threeNeuronsAtRest, start, 2)).toHaveLength(1);
  const source = open(threeNeuronsAtRest, start);
  const frames = [];
  while (frames.length < 2) frames.push(...(await source.pull({ budget: 0, frames: 1 })).frames);
  expect(frames).toEqual(drain(threeNeurons, start, 2));
});

test('so is one that cannot be made', async () => {
  vi.stubGlobal('Worker', undefined);
  const { open, warm } = await remote();
  warm('count-up');
  expect((await open(countUp, { from: 3 }).pull({ budget: 0, frames: 9 })).frames).toEqual([3]);
});

test('where frames take long, the page makes them in pieces, a budget at a time', async () => {
  vi.stubGlobal('Worker', undefined);
  const { open } = await remote();
  function* inPieces({ from }: { from: number }) {
    for (let n = from; ; n++) yield n % 3 ? undefined : n;
  }
  const threes = defineJob({ name: 'threes', run: (setting: { from: number }) => whole(inPieces(setting)), inPieces });
  expect(drain(threes, { from: 1 }, 2)).toEqual([3, 6]);
  const source = open(threes, { from: 1 });
  const pulls = [];
  for (let i = 0; i < 6; i++) pulls.push((await source.pull({ budget: 0, frames: 1 })).frames);
  expect(pulls).toEqual([[], [], [3], [], [], [6]]);
});

test('silence of ten seconds is death', async () => {
  const { open } = await remote();
  const source = open(countUp, { from: 1 });
  await source.pull(limit);
  vi.useFakeTimers();
  started[0].terminate();
  const waiting = expect(source.pull(limit)).rejects.toThrow('stopped answering');
  await vi.advanceTimersByTimeAsync(10_000);
  await waiting;
});

describe('files that a job needs', () => {
  const needy = { ...countUp, files: ['data/one.bin', 'data/two.bin'] };
  const zipped = (text: string) => new Uint8Array(gzipSync(text));
  const answer = (body: BodyInit, size: number) => new Response(body, { headers: { 'content-length': String(size) } });

  test('are told of as they come, and fetched once for all runs', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      const file = zipped(path);
      return Promise.resolve(answer(file, file.length));
    });
    const { open } = await remote();
    const told: (Arrival | undefined)[] = [];
    const source = open(needy, { from: 0 }, undefined, (arrival) => told.push(arrival));
    expect((await source.pull(limit)).frames).toEqual([0, 1]);
    const size = zipped('/data/one.bin').length + zipped('/data/two.bin').length;
    expect(told.at(-1)).toBeUndefined();
    expect(told.at(-2)).toEqual({ arrived: size, size });
    await open(needy, { from: 0 }).pull(limit);
    expect(asked).toEqual(['/data/one.bin', '/data/two.bin']);
  });

  test.each([
    ['a refusal', () => Promise.resolve(new Response('', { status: 404 }))],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a file cut off', () => Promise.resolve(answer(zipped('whole').subarray(0, 9), 9))],
  ])('%s is told as data that did not arrive; the next run asks again', async (_, fail) => {
    let failing = true;
    vi.stubGlobal('fetch', (path: string) => (failing ? fail() : Promise.resolve(answer(zipped(path), 20))));
    const { open } = await remote();
    const { NotArrived } = await import('../../components/figure/source.ts');
    await expect(open(needy, { from: 0 }).pull(limit)).rejects.toThrow(NotArrived);
    failing = false;
    expect((await open(needy, { from: 0 }).pull(limit)).frames).toEqual([0, 1]);
  });

  test('are no longer waited for when the run is stopped', async () => {
    const signals: AbortSignal[] = [];
    vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
    });
    const { open } = await remote();
    const source = open(needy, { from: 0 });
    const waiting = expect(source.pull(limit)).rejects.toThrow('did not arrive');
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    source.stop();
    await waiting;
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });
});
