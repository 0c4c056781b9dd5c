/** The first step of W1 with as little of TensorFlow.js as will do: its core and the backend in WebAssembly. */
import { setBackend } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Surroundings } from '../../peer.ts';
import { trainOnce } from './tfjs-core.ts';

export async function firstStep({ wasmFolder }: Surroundings): Promise<number> {
  setWasmPaths(wasmFolder);
  await setBackend('wasm');
  return trainOnce();
}
