// Writes and reads safetensors, the file format for weights that PyTorch users know: 8 bytes of header length, a JSON
// header of names, types, shapes and offsets, then the numbers, little-endian. Reads and writes F32 and F16 only. A file
// may come from anywhere, so every claim of its header is checked before a number is read.
import { fromHalf, toHalf } from './half.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

export type WeightType = 'F32' | 'F16';

export interface Weights {
  shape: number[];
  values: Float32Array;
}

const WIDTH: Record<WeightType, number> = { F32: 4, F16: 2 };
/** Longest header that is read, as in the reference implementation. */
const LONGEST_HEADER = 100_000_000;

export function writeSafetensors(
  tensors: Record<string, Weights>,
  dtype: WeightType,
  metadata: Record<string, string> = {},
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const size = sizeOf(shape);
    if (size !== values.length) {
      throw new Error(`safetensors: ${name}: shape [${shape.join(', ')}] needs ${size} values, got ${values.length}`);
    }
    header[name] = { dtype, shape, data_offsets: [end, end + size * WIDTH[dtype]] };
    end += size * WIDTH[dtype];
  }
  const json = JSON.stringify(header);
  const head = encodeUtf8(json + ' '.repeat(-encodeUtf8(json).length & 7));
  const file = new Uint8Array(8 + head.length + end);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  file.set(head, 8);
  let at = 8 + head.length;
  for (const { values } of Object.values(tensors)) {
    for (const value of values) {
      if (dtype === 'F32') view.setFloat32(at, value, true);
      else view.setUint16(at, toHalf(value), true);
      at += WIDTH[dtype];
    }
  }
  return file;
}

export interface WeightFile {
  tensors: Record<string, Weights>;
  metadata: Record<string, string>;
}

/** @throws Error naming the tensor and the rule that the file breaks. */
export function readSafetensors(file: Uint8Array): WeightFile {
  const { header, start } = readHeader(file);
  const { __metadata__: metadata = {}, ...entries } = header;
  if (!isRecord(metadata) || Object.values(metadata).some((value) => typeof value !== 'string')) {
    throw new Error('safetensors: __metadata__ must map names to text');
  }
  const claims = Object.entries(entries).map(([name, entry]) => readClaim(name, entry));
  checkCover(claims, file.length - start);
  const view = new DataView(file.buffer, file.byteOffset + start, file.length - start);
  const tensors: Record<string, Weights> = Object.create(null);
  for (const { name, dtype, shape, from } of claims) {
    const values = new Float32Array(sizeOf(shape));
    for (let i = 0; i < values.length; i++) {
      const at = from + i * WIDTH[dtype];
      values[i] = dtype === 'F32' ? view.getFloat32(at, true) : fromHalf(view.getUint16(at, true));
    }
    tensors[name] = { shape, values };
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

/** The named tensor, which must have exactly this shape and only finite values. */
export function expectTensor(file: WeightFile, name: string, shape: number[]): Float32Array {
  if (!(name in file.tensors)) throw new Error(`safetensors: the file has no tensor ${name}`);
  const found = file.tensors[name];
  if (found.shape.join() !== shape.join()) {
    throw new Error(
      `safetensors: ${name}: expected shape [${shape.join(', ')}], the file has [${found.shape.join(', ')}]`,
    );
  }
  const bad = found.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new Error(`safetensors: ${name}: value ${bad} is ${found.values[bad]}`);
  return found.values;
}

const sizeOf = (shape: number[]) => shape.reduce((product, length) => product * length, 1);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function readHeader(file: Uint8Array) {
  if (file.length < 8)
    throw new Error(`safetensors: the file is cut off: ${file.length} bytes, the length alone needs 8`);
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) throw new Error(`safetensors: a header of ${length} bytes is too long`);
  const start = 8 + Number(length);
  if (start > file.length)
    throw new Error(`safetensors: the file is cut off: header ends at ${start} of ${file.length}`);
  let header: unknown;
  try {
    header = JSON.parse(decodeUtf8(file.subarray(8, start)));
  } catch {
    throw new Error('safetensors: the header is not JSON');
  }
  if (!isRecord(header)) throw new Error('safetensors: the header is not an object');
  return { header, start };
}

interface Claim {
  name: string;
  dtype: WeightType;
  shape: number[];
  from: number;
  to: number;
}

function readClaim(name: string, entry: unknown): Claim {
  if (!isRecord(entry)) throw new Error(`safetensors: ${name}: not an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== 'F32' && dtype !== 'F16')
    throw new Error(`safetensors: ${name}: type ${String(dtype)} is not F32 or F16`);
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    throw new Error(`safetensors: ${name}: shape must be a list of sizes, got ${JSON.stringify(shape)}`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw new Error(`safetensors: ${name}: offsets must be two positions, got ${JSON.stringify(offsets)}`);
  }
  const [from, to] = offsets;
  const needed = sizeOf(shape) * WIDTH[dtype];
  if (to - from !== needed) {
    throw new Error(
      `safetensors: ${name}: ${dtype} [${shape.join(', ')}] needs ${needed} bytes, offsets give ${to - from}`,
    );
  }
  return { name, dtype, shape, from, to };
}

/** The tensors must fill the data exactly: no hole, no overlap, nothing left over, nothing beyond the end. */
function checkCover(claims: Claim[], length: number) {
  let end = 0;
  for (const { name, from, to } of claims.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (from !== end) throw new Error(`safetensors: ${name}: begins at ${from}, expected ${end}`);
    if (to > length) throw new Error(`safetensors: the file is cut off: ${name} ends at ${to} of ${length}`);
    end = to;
  }
  if (end !== length) throw new Error(`safetensors: ${length - end} bytes at the end belong to no tensor`);
}
