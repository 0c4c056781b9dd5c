// Plays the memory game of chapter 13 with every network, every way to begin, eight lengths and ten seeds, and records how it ends:
// engine/models/memory-record.json. Run it with `node scripts/memory-span.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import type { MemoryRecordFile, RecordedMemory } from '../engine/models/memory-record.ts';
import { keepBiases, memoryCells, type KeepBias, type MemoryCell } from '../engine/models/memory-span.ts';
import { playMemory } from '../engine/models/memory-span-training.ts';

const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
const lengths = [1, 2, 5, 10, 20, 40, 60, 80];

/** How the game ends, for some lengths and seeds. */
export function recordMemory(
  cell: MemoryCell,
  bias: KeepBias,
  blanks: readonly number[],
  of: readonly number[],
): RecordedMemory {
  const ends = blanks.map((length) =>
    of.map((seed) => {
      const readings = [...playMemory({ cell, bias, blanks: length, seed })];
      return readings[readings.length - 1];
    }),
  );
  return {
    cell,
    bias,
    right: ends.map((row) => row.map(({ right }) => right)),
    keep: ends.map(([{ keep }]) => Array.from(keep, (share) => Math.round(share * 1000))),
  };
}

if (import.meta.main) {
  const runs = memoryCells.flatMap((cell) =>
    keepBiases
      .filter((bias) => cell !== 'rnn' || bias === 'zero')
      .map((bias) => {
        const run = recordMemory(cell, bias, lengths, seeds);
        console.log(cell, bias, run.right.map((row) => row.join('')).join(' '));
        return run;
      }),
  );
  const file: MemoryRecordFile = { seeds, blanks: lengths, runs };
  const path = new URL('../engine/models/memory-record.json', import.meta.url);
  writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
}
