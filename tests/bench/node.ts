/** Peers in Node: one thread each, so that a library never shares its heap and its compiler with another. */
import { Worker } from 'node:worker_threads';
import { line } from './line.ts';
import type { Runner } from './peer.ts';

/** Starts a thread that holds the peer of a module; the path is seen from this folder. */
export function startThread(module: string): Runner {
  const worker = new Worker(new URL('./node-worker.ts', import.meta.url), {
    workerData: new URL(module, import.meta.url).href,
    stdout: true, // what a library prints stays out of the report
    stderr: true,
  });
  const thread = line(
    (question) => worker.postMessage(question),
    () => void worker.terminate(),
  );
  worker.on('message', (answer) => thread.receive(answer));
  worker.on('error', (error) => thread.fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => thread.fail(new Error('its thread ended')));
  return thread;
}
