// A 28×28 digit as a short text that fits in JSON: four grey levels a pixel, three pixels a character.
import { PIXELS } from './digit-set.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Grey values 0–255 in four levels, three pixels a character. */
export function packPicture(values: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < PIXELS; i += 3) {
    const [a, b, c] = [i, i + 1, i + 2].map((at) => (at < PIXELS ? Math.round(values[at] / 85) : 0));
    text += ALPHABET[16 * a + 4 * b + c];
  }
  return text;
}

/** The 784 levels 0–3 of a packed picture. */
export function unpackPicture(text: string): Uint8Array {
  const levels = new Uint8Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) levels[i] = (ALPHABET.indexOf(text[Math.floor(i / 3)]) >> (4 - 2 * (i % 3))) & 3;
  return levels;
}
