// The reader's network as a file that other libraries read. Fetched when somebody takes it along.
import { netTensors, weightsOfRow } from '#engine';
import { writeSafetensors } from '#engine/export';

export function networkFile(row: Float32Array, step: number): Uint8Array {
  return writeSafetensors(netTensors('flat', weightsOfRow('flat', row)), 'F32', {
    title: `Small Nets: 28 x 28 ink, 8 and 16 filters of 5 x 5 with ReLU and pooling, 10 logits; ${step} updates`,
  });
}
