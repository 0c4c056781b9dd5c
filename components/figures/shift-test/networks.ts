// The four networks at work: their weights, and what each makes of a picture. Fetched when there is a drawing to be read.
import { cnnFile, netReader, readNetWeights, shiftFile, type NetName, type NetReader } from '#engine';
import { Asset } from '../../figure/asset.svelte.ts';

const ready = (names: readonly NetName[], prefixed: boolean) => (file: Uint8Array) =>
  new Map(
    names.map((name): [NetName, NetReader] => {
      const reader = netReader(name, 1);
      reader.load(readNetWeights(name, file, prefixed ? `${name}.` : ''));
      return [name, reader];
    }),
  );

/** The weights: that of `flat` is the recorded network of `cnn-live`. */
export const files = [
  new Asset(cnnFile.path, cnnFile.bytes, ready(['flat'], false)),
  new Asset(shiftFile.path, shiftFile.bytes, ready(['pooled', 'lean', 'wide'], true)),
] as const;

/** Probabilities, as soon as the weights are here. */
export function read(name: NetName, pixels: Float32Array): Float32Array | undefined {
  for (const { content } of files) {
    const reader = content?.get(name);
    if (reader) return reader.read(pixels);
  }
  return undefined;
}
