// A memory game for recurrent networks: one of eight symbols, then k blank steps, then: which one was it? What such a run is, and
// the three networks that play it, with as nearly as can be the same number of parameters. How they are trained stands in
// memory-span-training.ts, and what many trainings came to in memory-record.ts.

/** Symbols to be remembered; a blank is one more kind of input. */
export const SYMBOLS = 8;
export const INPUTS = SYMBOLS + 1;
/** Updates in a run. */
export const MEMORY_STEPS = 400;
/** Updates between two frames. */
export const MEMORY_EVERY = 10;
/** Learning rate of Adam. */
export const MEMORY_RATE = 0.01;

export const memoryCells = ['rnn', 'lstm', 'gru'] as const;
export type MemoryCell = (typeof memoryCells)[number];

/**
 * Where the bias of the gate that keeps begins: 0, so that it stands half open; 1, mostly open (Gers et al. 2000); or drawn
 * so that the units forget at all paces from one step to the whole span (Tallec & Ollivier 2018).
 */
export const keepBiases = ['zero', 'one', 'chrono'] as const;
export type KeepBias = (typeof keepBiases)[number];

/** Hidden units of each, chosen so that all have nearly the same number of parameters. */
export const memoryWidths: Readonly<Record<MemoryCell, number>> = { rnn: 33, lstm: 16, gru: 18 };

/** How many sums each unit has. */
const gates: Readonly<Record<MemoryCell, number>> = { rnn: 1, lstm: 4, gru: 3 };

/** Weights and biases of a network, its dense end included. */
export function memoryParameters(cell: MemoryCell): number {
  const width = memoryWidths[cell];
  const perGate = INPUTS * width + width * width + width;
  return gates[cell] * perGate + (cell === 'gru' ? 3 * width : 0) + width * SYMBOLS + SYMBOLS;
}

export interface MemorySetting {
  cell: MemoryCell;
  bias: KeepBias;
  /** Blank steps between the symbol and the question. */
  blanks: number;
  seed: number;
}

/** How a run stands after some updates. */
export interface MemoryReading {
  /** Updates made so far. */
  step: number;
  loss: number;
  /** Of the eight sequences, those whose symbol is told rightly. */
  right: number;
  /** Of each unit, what its gate keeps at a blank step, 0 to 1, on average; empty where there are no gates. */
  keep: Float32Array; // [units]
  /** How much the loss depends on what is fed at each step, the symbol's first: length of its gradient, the last step's being 1. */
  reach: Float32Array; // [blanks + 1]
}

/** For how many steps a unit holds on to what it has: 1 / (1 − gate), the pace of an average that keeps that share a step. */
export const timeScale = (keep: number): number => 1 / Math.max(1e-4, 1 - keep);
