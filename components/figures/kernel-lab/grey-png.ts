// Writes greys as a PNG, eight bits a pixel. For the build alone: it needs Node.
import { crc32, deflateSync } from 'node:zlib';
import type { Greys } from './lab.ts';

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

export function greyPng({ columns, rows, bytes }: Greys): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array(rows * (columns + 1)); // every row begins with its filter: none
  for (let y = 0; y < rows; y++) lines.set(bytes.subarray(y * columns, (y + 1) * columns), y * (columns + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, 0], 8); // eight bits, grey
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(lines, { level: 9 })),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}
