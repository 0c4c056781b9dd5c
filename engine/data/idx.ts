// Reads the IDX format in which MNIST is published: two zero bytes, an element type, the number of dimensions, each size
// as a big-endian 32-bit integer, then the elements. Only unsigned bytes are read. Knows nothing of digits.

export interface Idx {
  /** Sizes, outermost first: [examples] for labels, [examples, rows, columns] for images. */
  shape: number[];
  /** The elements in order, a view of the file's own bytes. */
  values: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

export function readIdx(bytes: Uint8Array): Idx {
  if (bytes.length < 4) throw new Error(`idx: a header needs 4 bytes, the file has ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0) throw new Error(`idx: the first two bytes must be zero, got ${view.getUint16(0)}`);
  const type = view.getUint8(2);
  if (type !== UNSIGNED_BYTE) throw new Error(`idx: only unsigned bytes (8) are read, got element type ${type}`);
  const dimensions = view.getUint8(3);
  const start = 4 + 4 * dimensions;
  if (bytes.length < start)
    throw new Error(`idx: ${dimensions} sizes need ${start} bytes, the file has ${bytes.length}`);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((product, length) => product * length, 1);
  if (bytes.length - start !== size) {
    throw new Error(`idx: shape [${shape.join(', ')}] needs ${size} bytes, the file has ${bytes.length - start}`);
  }
  return { shape, values: bytes.subarray(start) };
}
