// The weights of the small GPT of chapter 14: by name, in one row, and in the file that they are kept in. Its sizes stand in
// tiny-gpt-sizes.ts, how it is trained in tiny-gpt-training.ts, how it is asked in tiny-gpt-reader.ts.
import { CHARACTERS } from '../data/prose.ts';
import { fromHalf, toHalf } from '../export/half.ts';
import { expectTensor, readSafetensors, type Weights } from '../export/safetensors.ts';
import { GPT_CONTEXT, GPT_LAYERS, GPT_WIDTH, gptParameters } from './tiny-gpt-sizes.ts';

const blockShapes = (block: string): [string, number[]][] => {
  const d = GPT_WIDTH;
  return [
    [`${block}.norm1.gain`, [d]],
    [`${block}.norm1.bias`, [d]],
    [`${block}.attention.qkv.weights`, [d, 3 * d]],
    [`${block}.attention.qkv.bias`, [3 * d]],
    [`${block}.attention.projection.weights`, [d, d]],
    [`${block}.attention.projection.bias`, [d]],
    [`${block}.norm2.gain`, [d]],
    [`${block}.norm2.bias`, [d]],
    [`${block}.up.weights`, [d, 4 * d]],
    [`${block}.up.bias`, [4 * d]],
    [`${block}.down.weights`, [4 * d, d]],
    [`${block}.down.bias`, [d]],
  ];
};

/** Every parameter by the name that the network gives it, in its order. */
export const gptShapes: readonly (readonly [name: string, shape: number[]])[] = [
  ['gpt.tokens.table', [CHARACTERS, GPT_WIDTH]],
  ['gpt.positions.table', [GPT_CONTEXT, GPT_WIDTH]],
  ...Array.from({ length: GPT_LAYERS }, (_, i) => blockShapes(`gpt.block${i + 1}`)).flat(),
  ['gpt.norm.gain', [GPT_WIDTH]],
  ['gpt.norm.bias', [GPT_WIDTH]],
  ['gpt.head.weights', [GPT_WIDTH, CHARACTERS]],
];

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** Parameters by name; views of one row where they come from gptWeights. */
export type GptWeights = ReadonlyMap<string, Float32Array>;

/** All parameters in one row, in the network's order. */
export function gptRow(weights: Iterable<readonly [string, ArrayLike<number>]>): Float32Array {
  const found = new Map(weights);
  const row = new Float32Array(gptParameters);
  let at = 0;
  for (const [name, shape] of gptShapes) {
    const values = found.get(name);
    if (values?.length !== sizeOf(shape)) throw new RangeError(`gpt: ${name}: ${values?.length ?? 0} numbers`);
    row.set(values, at);
    at += values.length;
  }
  return row;
}

/** The parameters of a row, by name. */
export function gptWeights(row: Float32Array): GptWeights {
  if (row.length !== gptParameters) throw new RangeError(`gpt: ${row.length} parameters, not ${gptParameters}`);
  let at = 0;
  return new Map(gptShapes.map(([name, shape]) => [name, row.subarray(at, (at += sizeOf(shape)))]));
}

/** The parameters as named tensors, to be written to a file. */
export const gptTensors = (row: Float32Array): Record<string, Weights> => {
  const weights = gptWeights(row);
  return Object.fromEntries(
    gptShapes.map(([name, shape]) => [name, { shape, values: weights.get(name) ?? new Float32Array(0) }]),
  );
};

/**
 * The row of parameters in a file.
 * @throws Error when the file is not a whole and sound network of these sizes
 */
export function readGpt(file: Uint8Array): Float32Array {
  const content = readSafetensors(file);
  return gptRow(gptShapes.map(([name, shape]) => [name, expectTensor(content, name, shape)] as const));
}

let everyHalf: Float32Array | undefined;

/** A row of parameters from its half-precision form: looked up, since a page has no time to work each out. */
export function fromHalves(halves: Uint16Array): Float32Array {
  if (!everyHalf) {
    everyHalf = new Float32Array(0x10000);
    for (let half = 0; half < everyHalf.length; half++) everyHalf[half] = fromHalf(half);
  }
  const row = new Float32Array(halves.length);
  for (let i = 0; i < row.length; i++) row[i] = everyHalf[halves[i]];
  return row;
}

/** A row of parameters as bare halves, the lower byte first: what pages download. */
export function packGpt(row: Float32Array): Uint8Array {
  const file = new DataView(new ArrayBuffer(2 * row.length));
  row.forEach((value, i) => file.setUint16(2 * i, toHalf(value), true));
  return new Uint8Array(file.buffer);
}

/** The row in such a file. @throws Error when it is not of this size */
export function readGptHalves(file: Uint8Array): Float32Array {
  if (file.length !== 2 * gptParameters) throw new Error(`gpt: ${file.length} bytes, not ${2 * gptParameters}`);
  const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const halves = new Uint16Array(gptParameters);
  for (let i = 0; i < halves.length; i++) halves[i] = bytes.getUint16(2 * i, true);
  return fromHalves(halves);
}
