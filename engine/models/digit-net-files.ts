// The weights of the networks of digit-nets.ts as named tensors in a file, written and read.
import { expectTensor, readSafetensors, type Weights } from '../export/safetensors.ts';
import type { NetName } from './digit-net-sizes.ts';
import { netShapes, rowOfWeights, type NetWeights } from './digit-nets.ts';

/** The weights as named tensors, to be written to a file. */
export const netTensors = (name: NetName, weights: NetWeights, prefix = ''): Record<string, Weights> =>
  Object.fromEntries(
    netShapes(name).map(([own, shape]) => [prefix + own, { shape: [...shape], values: weights[own] }]),
  );

/** @throws Error when the file does not hold all of this network's parameters, whole and sound */
export function readNetWeights(name: NetName, file: Uint8Array, prefix = ''): NetWeights {
  const content = readSafetensors(file);
  return Object.fromEntries(
    netShapes(name).map(([own, shape]) => [own, expectTensor(content, prefix + own, [...shape])]),
  );
}

/** All parameters of the recorded network in one row, from its file. */
export const readCnnRow = (file: Uint8Array): Float32Array => rowOfWeights('flat', readNetWeights('flat', file));
