// Text to UTF-8 bytes and back, from the language alone: the engine knows neither a browser's nor Node's text codecs.

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

/** @throws URIError when the bytes are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string =>
  decodeURIComponent(Array.from(bytes, (byte) => '%' + byte.toString(16).padStart(2, '0')).join(''));
