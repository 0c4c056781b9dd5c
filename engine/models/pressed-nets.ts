// Networks under penalties of eight strengths, ten trainings of each, recorded by scripts/weights-under-pressure.ts. Only read here.
import record from './pressed-nets.json' with { type: 'json' };
import type { L1Way, Penalty, PressedNet } from './pressing.ts';

/** The strengths λ that were recorded. */
export const strengths = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2] as const;
export type Strength = (typeof strengths)[number];
export const PRESSED_SEEDS = 10;

type Span = readonly [least: number, most: number];

/** Means over the ten trainings, and how far they lie apart. */
export interface RecordedPressing extends PressedNet {
  spans: { heldOut: Span; zeros: Span; right: Span };
}

/** The file as it is stored, a row for each strength. */
export interface PressedNetsFile {
  none: RecordedPressing;
  l1: RecordedPressing[];
  l2: RecordedPressing[];
  /** L1 by its slope alone. */
  slope: RecordedPressing[];
}

const file = record as unknown as PressedNetsFile;

export function recordedPressing(penalty: Penalty, strength: Strength, way: L1Way = 'proximal'): RecordedPressing {
  if (penalty === 'none') return file.none;
  const rows = file[penalty === 'l1' && way === 'slope' ? 'slope' : penalty];
  return rows[strengths.indexOf(strength)];
}
