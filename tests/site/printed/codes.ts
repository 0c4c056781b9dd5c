// Reads a QR code from a grey raster of a printed page, by another library than the one that drew it.
import jsQR from 'jsqr';
import type { Raster } from './pdf.ts';

/** What the code within this box (points from left and top) says, or undefined. */
export function readCode({ width, height, grey }: Raster, dots: number, box: readonly number[]): string | undefined {
  const margin = 8;
  const scale = dots / 72;
  const [left, top, right, bottom] = box.map((point) => Math.round(point * scale));
  const [wide, high] = [right - left + 2 * margin, bottom - top + 2 * margin];
  const pixels = new Uint8ClampedArray(wide * high * 4).fill(255);
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const [fromX, fromY] = [left - margin + x, top - margin + y];
      // Around the code lies its quiet zone, whatever is printed beside it.
      const isInside = x >= margin - 2 && x < wide - margin + 2 && y >= margin - 2 && y < high - margin + 2;
      if (!isInside || fromX < 0 || fromX >= width || fromY < 0 || fromY >= height) continue;
      pixels.fill(grey[fromY * width + fromX], (y * wide + x) * 4, (y * wide + x) * 4 + 3);
    }
  return jsQR(pixels, wide, high, { inversionAttempts: 'dontInvert' })?.data;
}

/** What a code says whose dark modules are runs of a path, as the book draws them: `M3 0h7v1H3z`. */
export function readModules(path: string, side: number): string | undefined {
  const [margin, scale] = [4, 4];
  const width = (side + 2 * margin) * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let row = (Number(y) + margin) * scale; row < (Number(y) + margin + 1) * scale; row++) {
      const from = row * width + (Number(x) + margin) * scale;
      for (let i = from; i < from + Number(run) * scale; i++) pixels.fill(0, i * 4, i * 4 + 3);
    }
  return jsQR(pixels, width, width, { inversionAttempts: 'dontInvert' })?.data;
}
