// Writes and reads safetensors, the file format for weights that PyTorch users know: 8 bytes of header length, a JSON
// header of names, types, shapes and offsets, then the numbers, little-endian. A file may come from anywhere, so every claim
// of its header is checked before a number is read, and nothing is allocated that the file does not hold.
import type { Memory } from '../kernels/memory.ts';
import { repeatedKey } from './header-keys.ts';
import { numberTypes, writers, type NumberTypeName, type WeightType } from './number-types.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

export type { WeightType };

export interface Weights {
  shape: number[];
  /** Row by row; 64-bit where 32-bit floats would round what was read. */
  values: Memory;
}

/** Longest header that is read, as in the reference implementation. */
const LONGEST_HEADER = 100_000_000;
/** What the header calls its texts; no tensor can have this name. */
const METADATA = '__metadata__';

/** @throws Error naming a tensor whose shape does not fit its values, or whose name the format keeps for itself. */
export function writeSafetensors(
  tensors: Record<string, Weights>,
  dtype: WeightType,
  metadata: Record<string, string> = {},
): Uint8Array {
  const { width } = numberTypes[dtype];
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { shape, values }]) => {
    if (name === METADATA) throw new Error(`safetensors: no tensor can be named ${METADATA}`);
    const size = sizeOf(shape);
    if (size !== values.length) {
      throw new Error(`safetensors: ${name}: shape [${shape.join(', ')}] needs ${size} values, got ${values.length}`);
    }
    const offsets = [end, (end += size * width)];
    return [name, { dtype, shape, data_offsets: offsets }] as const;
  });
  // Not an assignment for each name: one called __proto__ would be lost.
  const json = JSON.stringify(Object.fromEntries([[METADATA, metadata], ...entries]));
  const head = encodeUtf8(json + ' '.repeat(-encodeUtf8(json).length & 7));
  const file = new Uint8Array(8 + head.length + end);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  file.set(head, 8);
  let at = 8 + head.length;
  for (const { values } of Object.values(tensors)) {
    for (const value of values) {
      writers[dtype](view, at, value);
      at += width;
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
  for (const claim of claims) tensors[claim.name] = { shape: claim.shape, values: readValues(view, claim) };
  return { tensors, metadata: metadata as Record<string, string> };
}

function readValues(view: DataView, { name, dtype, shape, from }: Claim): Memory {
  const { width, isSingle, read } = numberTypes[dtype];
  const size = sizeOf(shape);
  const values = isSingle ? new Float32Array(size) : new Float64Array(size);
  for (let i = 0; i < size; i++) {
    values[i] = read(view, from + i * width);
    if ((dtype === 'I64' || dtype === 'U64') && !Number.isSafeInteger(values[i]))
      throw new Error(`safetensors: ${brief(name)}: value ${i} is too large for a number here`);
  }
  return values;
}

/** The named tensor as 32-bit floats, which must have exactly this shape and only finite values. */
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
  return found.values instanceof Float32Array ? found.values : Float32Array.from(found.values);
}

/** Sizes whose product is beyond all numbers give ∞ or NaN, which fit no offsets. */
const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text from a file, short enough for a message. */
const brief = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 60)}…`);

/** A value from a file, whatever it is, short enough for a message. */
function shown(value: unknown): string {
  try {
    return brief(JSON.stringify(value) ?? 'nothing');
  } catch {
    return 'something nested too deeply';
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function parse(bytes: Uint8Array): { json: string; header: unknown } {
  try {
    const json = decodeUtf8(bytes);
    return { json, header: JSON.parse(json) };
  } catch {
    throw new Error('safetensors: the header is not JSON in UTF-8');
  }
}

function readHeader(file: Uint8Array) {
  if (file.length < 8)
    throw new Error(`safetensors: the file is cut off: ${file.length} bytes, the length alone needs 8`);
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) throw new Error(`safetensors: a header of ${length} bytes is too long`);
  const start = 8 + Number(length);
  if (start > file.length)
    throw new Error(`safetensors: the file is cut off: header ends at ${start} of ${file.length}`);
  const { json, header } = parse(file.subarray(8, start));
  if (!isRecord(header)) throw new Error('safetensors: the header is not an object');
  const repeated = repeatedKey(json);
  if (repeated !== undefined) throw new Error(`safetensors: ${brief(repeated)}: stands twice in the header`);
  return { header, start };
}

const isNumberType = (value: unknown): value is NumberTypeName =>
  typeof value === 'string' && Object.hasOwn(numberTypes, value);

interface Claim {
  name: string;
  dtype: NumberTypeName;
  shape: number[];
  from: number;
  to: number;
}

function readClaim(title: string, entry: unknown): Claim {
  const name = brief(title);
  if (!isRecord(entry)) throw new Error(`safetensors: ${name}: not an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isNumberType(dtype))
    throw new Error(`safetensors: ${name}: type ${shown(dtype)} is not one of ${Object.keys(numberTypes).join(', ')}`);
  if (!Array.isArray(shape) || !shape.every(isCount))
    throw new Error(`safetensors: ${name}: shape must be a list of sizes, got ${shown(shape)}`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
    throw new Error(`safetensors: ${name}: offsets must be two positions, got ${shown(offsets)}`);
  const [from, to] = offsets;
  const needed = sizeOf(shape) * numberTypes[dtype].width;
  if (to - from !== needed)
    throw new Error(`safetensors: ${name}: ${dtype} ${shown(shape)} needs ${needed} bytes, offsets give ${to - from}`);
  return { name: title, dtype, shape, from, to };
}

/** The tensors must fill the data exactly: no hole, no overlap, nothing left over, nothing beyond the end. */
function checkCover(claims: Claim[], length: number) {
  let end = 0;
  for (const { name: title, from, to } of claims.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const name = brief(title);
    if (from !== end) throw new Error(`safetensors: ${name}: begins at ${from}, expected ${end}`);
    if (to > length) throw new Error(`safetensors: the file is cut off: ${name} ends at ${to} of ${length}`);
    end = to;
  }
  if (end !== length) throw new Error(`safetensors: ${length - end} bytes at the end belong to no tensor`);
}
