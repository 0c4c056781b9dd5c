// The folding networks that the book keeps: trained once by scripts/fold.ts, only read here.
import type { FoldNet } from './fold-net.ts';
import type { FoldSet } from './fold-points.ts';
import file from './folds.json' with { type: 'json' };
import type { WideCut } from './widest-cut.ts';

export type FoldName = 'xor' | 'moons' | 'ring' | 'lifted';

/** The way is kept in so many steps. */
export const PICTURES = 60;

export interface FoldRecord {
  set: FoldSet;
  net: FoldNet;
  /** How many of its points a network of this recipe gets right, from each of `foldSeeds`. */
  right: number[];
  /** The best straight line in each picture of the way, from the input on. */
  lines: WideCut[];
}

export const folds = file as Record<FoldName, FoldRecord>;
