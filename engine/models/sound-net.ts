// A convolutional network that listens: it looks at spectrograms and names one of six kinds of sound. Defined here, and read from
// its stored weights; how it learned is in sound-net-training.ts.
import { fromBase64 } from '../data/base64.ts';
import { soundKinds } from '../data/sounds.ts';
import { BANDS, COLUMNS } from '../data/spectrogram.ts';
import { conv2d } from '../nn/convolution.ts';
import { dense } from '../nn/dense.ts';
import type { Layer } from '../nn/layers.ts';
import { maxPool } from '../nn/pool.ts';
import { mean, softmax } from '../operations.ts';
import type { Kernels } from '../program-types.ts';
import { compile } from '../program.ts';
import { input } from '../tensor.ts';
import file from './sound-net.json' with { type: 'json' };

const MAPS = [6, 12] as const;

/** Records the network on an input `pictures` [batch, 1, 32, 32]; its maps end in their means. */
export function soundGraph(batch: number) {
  const layers: Layer[] = [
    conv2d(1, MAPS[0], 5, { padding: 'same', activation: 'relu', name: 'first' }),
    maxPool(2, { name: 'firstPool' }),
    conv2d(MAPS[0], MAPS[1], 5, { padding: 'same', activation: 'relu', name: 'second' }),
    maxPool(2, { name: 'secondPool' }),
  ];
  const end = dense(MAPS[1], soundKinds.length, { name: 'end' });
  const seen = layers.reduce((h, layer) => layer.forward(h), input('pictures', [batch, 1, BANDS, COLUMNS]));
  const logits = end.forward(mean(mean(seen, 3), 2)).named('logits');
  return { layers: [...layers, end], logits };
}

/** A network that listens to `batch` pictures at a time, with these parameters. */
export function soundListener(row: Float32Array, batch = 1, kernels: Kernels = 'plain') {
  const program = compile({ outputs: [softmax(soundGraph(batch).logits).named('probabilities')], kernels });
  let at = 0;
  for (const values of program.parameters.values()) values.set(row.subarray(at, (at += values.length)));
  return (pictures: Float32Array): Float32Array => {
    program.feed('pictures', pictures);
    program.forward();
    return Float32Array.from(program.value('probabilities'));
  };
}

/** The file as it is stored, made by scripts/sound-net.ts: parameters in thousandths, 16 bits each. */
export interface SoundNetFile {
  weights: string;
}

/** Parameters as they are stored. */
export function soundWeights(): Float32Array {
  const bytes = fromBase64((file as SoundNetFile).weights);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => view.getInt16(2 * i, true) / 1000);
}
