/**
 * Four gates, and what each of their four corners demands of a neuron with a step. The arithmetic behind `Gates`; knows
 * no drawing.
 */
import { activations } from '#engine';

export type Gate = 'and' | 'or' | 'nand' | 'xor';

export const GATES: Record<Gate, { name: string; says: string; wants: readonly (0 | 1)[] }> = {
  and: { name: 'AND', says: 'both', wants: [0, 0, 0, 1] },
  or: { name: 'OR', says: 'at least one', wants: [0, 1, 1, 1] },
  nand: { name: 'NAND', says: 'not both', wants: [1, 1, 1, 0] },
  xor: { name: 'XOR', says: 'exactly one', wants: [0, 1, 1, 0] },
};

const CORNERS = [
  { at: [0, 0], formula: '*b*' },
  { at: [1, 0], formula: '*w*₁ + *b*' },
  { at: [0, 1], formula: '*w*₂ + *b*' },
  { at: [1, 1], formula: '*w*₁ + *w*₂ + *b*' },
] as const;

export interface Corner {
  at: readonly [number, number];
  /** The sum z in letters; those between asterisks are mathematics. */
  formula: string;
  target: 0 | 1;
  sum: number;
  right: boolean;
}

export function readCorners({ gate, w1, w2, b }: { gate: Gate; w1: number; w2: number; b: number }) {
  const corners = CORNERS.map(({ at, formula }, i): Corner => {
    // Knobs move in hundredths: what binary fractions add to a sum is rounded away before the step judges it.
    const sum = Math.round((w1 * at[0] + w2 * at[1] + b) * 1e6) / 1e6 + 0;
    const target = GATES[gate].wants[i];
    return { at, formula, target, sum, right: activations.step.value(sum) === target };
  });
  const steepness = Math.hypot(w1, w2);
  return {
    corners,
    right: corners.filter(({ right }) => right).length,
    /** Distance of the nearest corner from the line; 0 without a line. */
    room: steepness === 0 ? 0 : Math.min(...corners.map(({ sum }) => Math.abs(sum) / steepness)),
    /** The two corners of either diagonal have this sum together: the same number for both. */
    diagonal: Math.round((w1 + w2 + 2 * b) * 1e6) / 1e6 + 0,
  };
}
