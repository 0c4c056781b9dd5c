// Writes NPY, NumPy's file format for one array (numpy.lib.format, version 1.0): a magic text, a header written as a
// Python dictionary, then the numbers. Always little-endian 32-bit floats, row by row.
import { sizeOf, type Shape } from '../ops/shapes.ts';
import { floatBytes } from './floats.ts';
import { encodeUtf8 } from './utf8.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // \x93NUMPY, version 1.0
/** The data begins at a multiple of this, so that it can be mapped into memory. */
const ALIGNMENT = 64;

/** @throws RangeError when the shape does not fit the values. */
export function writeNpy(shape: Shape, values: ArrayLike<number>): Uint8Array {
  if (sizeOf(shape) !== values.length)
    throw new RangeError(`npy: [${shape.join(', ')}] needs ${sizeOf(shape)} values, not ${values.length}`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const before = MAGIC.length + 2;
  const length = Math.ceil((before + text.length + 1) / ALIGNMENT) * ALIGNMENT - before;
  const file = new Uint8Array(before + length + 4 * values.length);
  file.set(MAGIC);
  new DataView(file.buffer).setUint16(MAGIC.length, length, true);
  file.set(encodeUtf8(`${text.padEnd(length - 1)}\n`), before);
  file.set(floatBytes(values), before + length);
  return file;
}
