/** The first step of W1 with as little of TensorFlow.js as will do: its core and the backend in JavaScript. */
import { setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { trainOnce } from './tfjs-core.ts';

export async function firstStep(): Promise<number> {
  await setBackend('cpu');
  return trainOnce();
}
