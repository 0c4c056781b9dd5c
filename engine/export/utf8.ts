// Text to UTF-8 bytes and back, from the language alone: the engine knows neither a browser's nor Node's text codecs.

/** @throws URIError when the text holds half a surrogate pair. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  const escaped = encodeURIComponent(text);
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] === '%') {
      bytes.push(parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    } else {
      bytes.push(escaped.charCodeAt(i));
    }
  }
  return Uint8Array.from(bytes);
}

/** Bytes are decoded in stretches of about this many, so that a long text costs little more than itself. */
const STRETCH = 4096;

/** @throws URIError when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length;) {
    let end = Math.min(start + STRETCH, bytes.length);
    while (end < bytes.length && (bytes[end] & 0xc0) === 0x80) end++; // never in the middle of a character
    const escaped = Array.from(bytes.subarray(start, end), (byte) => `%${byte.toString(16).padStart(2, '0')}`);
    parts.push(decodeURIComponent(escaped.join('')));
    start = end;
  }
  return parts.join('');
}
