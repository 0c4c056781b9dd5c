// Writes a finished file: under another name first, so that what bears the right name is whole, whatever happens.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export function keep(file: string, bytes: Uint8Array, write = writeFileSync): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.part`;
  try {
    write(unfinished, bytes);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOSPC' ? `the disk is full, and it needs ${(bytes.length / 1e6).toFixed(1)} MB` : message;
    throw new Error(`${file} could not be written: ${why}. Nothing was left half-written.`, { cause: error });
  }
}
