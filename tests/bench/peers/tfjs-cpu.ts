/** TensorFlow.js with its backend in plain JavaScript. */
import * as tf from '@tensorflow/tfjs';
import type { Peer } from '../peer.ts';
import { tensorflow } from './tfjs.ts';

export async function create(): Promise<Peer> {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  await tf.ready();
  return tensorflow(`${tf.version['tfjs-core']}, ${tf.getBackend()}`, 'cpu');
}
