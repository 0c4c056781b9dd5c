// Numbers as the bytes that files hold: 32-bit floats, little-endian whatever the machine.

/** Four bytes for each number, rounded to the nearest 32-bit float. */
export function floatBytes(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i], true);
  return bytes;
}
