// The text of a file in UTF-8, of letters that take one byte or two: those of the languages in this book's lists. The engine does
// without a decoder of the browser's.

/** @throws Error for what is no such text */
export function textOf(file: Uint8Array): string {
  let text = '';
  for (let at = 0; at < file.length; at++) {
    const byte = file[at];
    if (byte < 0x80) {
      text += String.fromCharCode(byte);
      continue;
    }
    const next = file[++at];
    if ((byte & 0xe0) !== 0xc0 || (next & 0xc0) !== 0x80)
      throw new Error(`text: byte ${at} is of no letter known here`);
    text += String.fromCharCode(((byte & 0x1f) << 6) | (next & 0x3f));
  }
  return text;
}
