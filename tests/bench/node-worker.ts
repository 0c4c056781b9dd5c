/** A thread of Node that holds one peer, named by the URL of its module. */
import { parentPort, workerData } from 'node:worker_threads';
import { wasmFolder } from './install.ts';
import type { CreatePeer } from './peer.ts';
import { serve } from './serve.ts';

const { create } = (await import(String(workerData))) as { create: CreatePeer };
const take = serve(create, { wasmFolder }, (answer) => parentPort?.postMessage(answer));
parentPort?.on('message', (question) => void take(question));
