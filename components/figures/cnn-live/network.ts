// What a drawing needs: paper to draw on, and the network at work, which reads it with the reader's own weights or with the
// recorded ones. Fetched when somebody wants to draw.
import { cnnFile, netReader, readCnnRow, weightsOfRow, type CnnReading, type NetReader } from '#engine';
import { Asset } from '../../figure/asset.svelte.ts';

export { default as Loading } from '../digit-reader/Loading.svelte';
export { default as Pad } from '../digit-reader/Pad.svelte';
export { drawnOn } from '../digit-reader/paper.ts';

/** The parameters of the recorded network, in one row. */
export const recorded = new Asset(cnnFile.path, cnnFile.bytes, readCnnRow);

let reader: NetReader | undefined;
let loaded: Float32Array | undefined;
const known = new WeakMap<Float32Array, WeakMap<Float32Array, CnnReading>>();

/** What the network makes of these pixels, layer by layer. */
export function read(weights: Float32Array, pixels: Float32Array): CnnReading {
  const before = known.get(weights)?.get(pixels);
  if (before) return before;
  reader ??= netReader('flat', 1);
  if (loaded !== weights) reader.load(weightsOfRow('flat', weights));
  loaded = weights;
  const probabilities = reader.read(pixels).slice();
  const reading = {
    maps: reader.value('firstPool.h').slice(),
    tops: reader.value('secondPool.h').slice(),
    probabilities,
  };
  const ofWeights = known.get(weights) ?? new WeakMap<Float32Array, CnnReading>();
  known.set(weights, ofWeights.set(pixels, reading));
  return reading;
}
