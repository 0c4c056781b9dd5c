// The reader's network as a file that other libraries read. Fetched when somebody takes it along.
import { netTensors, weightsOfRow } from '#engine';
import { writeSafetensors } from '#engine/export';
import { saveFile } from '../playground/save.ts';

/** Hands the parameters of a network over as a download. */
export function take(row: Float32Array, step: number): void {
  const file = writeSafetensors(netTensors('flat', weightsOfRow('flat', row)), 'F32', {
    title: `Small Nets: 28 x 28 ink, 8 and 16 filters of 5 x 5 with ReLU and pooling, 10 logits; ${step} updates`,
  });
  saveFile('my-cnn.safetensors', file, 'application/octet-stream');
}
