// What ten trainings of each network came to, for each way to begin and eight lengths of the game: memory-record.json, made by
// scripts/memory-span.ts.
import record from './memory-record.json' with { type: 'json' };
import type { KeepBias, MemoryCell } from './memory-span.ts';

export interface MemoryRecordFile {
  seeds: readonly number[];
  /** Lengths of the game, in blank steps. */
  blanks: readonly number[];
  runs: readonly RecordedMemory[];
}

/** One network, begun one way. */
export interface RecordedMemory {
  cell: MemoryCell;
  bias: KeepBias;
  /** For each length and seed: symbols of eight told rightly in the end. */
  right: readonly (readonly number[])[];
  /** For each length, of the first seed: what each unit's gate keeps, in thousandths. */
  keep: readonly (readonly number[])[];
}

const file = record as MemoryRecordFile;
/** Lengths of the game that were recorded, and the seeds. */
export const memoryBlanks = file.blanks;
export const memorySeeds = file.seeds;

/** The record of a network. A plain RNN has no gate, so that it begins in one way only. */
export function recordedMemory(cell: MemoryCell, bias: KeepBias): RecordedMemory {
  const found = file.runs.find((run) => run.cell === cell && (cell === 'rnn' || run.bias === bias));
  if (!found) throw new RangeError(`memory span: nothing recorded for ${cell} with bias ${bias}`);
  return found;
}
