// Writes a small PNG that is all ink: sixteen levels of opacity, so that a page can colour it as it likes (as a mask).
// Every row is stored plainly (filter 0) and only compressed.
import { crc32, deflateSync } from 'node:zlib';

/** `levels` 0–15, row by row; `width` must be even, since two pixels share a byte. */
export function inkPng(levels: Uint8Array, width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width / 2));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 2) {
      rows[y * (1 + width / 2) + 1 + x / 2] = (levels[y * width + x] << 4) | levels[y * width + x + 1];
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3], 8); // four bits a pixel, indexed colours
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.alloc(16 * 3)), // all black
    chunk('tRNS', Buffer.from(Array.from({ length: 16 }, (_, level) => level * 17))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
