/** TensorFlow.js with its backend in WebAssembly. Threads would need a page that is isolated from all others. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Peer, Surroundings } from '../peer.ts';
import { tensorflow } from './tfjs.ts';

export async function create({ wasmFolder }: Surroundings): Promise<Peer> {
  tf.enableProdMode();
  setWasmPaths(wasmFolder);
  await tf.setBackend('wasm');
  await tf.ready();
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return tensorflow(`${tf.version['tfjs-core']}, ${tf.getBackend()}${simd ? ' with SIMD' : ''}, one thread`, 'wasm');
}
