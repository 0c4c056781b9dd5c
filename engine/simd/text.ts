/**
 * Bytes as text that stands in a script: one character for each. Small bytes, which are most of WebAssembly, become
 * printable ASCII, the others letters from U+0100 on. So gzip still finds what repeats, and takes a twentieth more than
 * for the bytes themselves; of hexadecimal digits it takes a tenth more, of base64 two fifths.
 */
const [FIRST, LAST, LETTERS] = [0x23, 0x7e, 0x100]; // #, ~, Ā
const GAP = LETTERS - LAST - 1;

export function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte + FIRST > LAST ? byte + FIRST + GAP : byte + FIRST)).join(
    '',
  );
}

export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code > LAST ? code - FIRST - GAP : code - FIRST;
  }
  return bytes;
}
