// A drawing on its way to 28 × 28 pixels: the ink on the paper, and the same scaled and centred as the makers of MNIST did it.
import { inkOf, normaliseDigit, parseStrokes, PIXELS, SIDE, type Grey, type NormalisedDigit } from '#engine';

/** Pixels of the ink to one cell of the paper, in each direction. */
const DETAIL = 4;

export interface Drawn {
  /** Ink of the paper's 28 × 28 cells, 0–1. */
  paper: Float32Array; // [784]
  /** How it is scaled and centred; null for an empty paper. */
  steps: NormalisedDigit | null;
  /** The smallest rectangle around the ink, in cells of the paper. */
  box: NormalisedDigit['box'] | null;
}

export function drawnOn(drawing: string): Drawn {
  const ink = inkOf(parseStrokes(drawing), DETAIL);
  const steps = normaliseDigit(ink) ?? null;
  return { paper: cells(ink), steps, box: steps && inCells(steps.box) };
}

const inCells = ({ left, top, width, height }: NormalisedDigit['box']): NormalisedDigit['box'] => ({
  left: left / DETAIL,
  top: top / DETAIL,
  width: width / DETAIL,
  height: height / DETAIL,
});

/** The mean ink of each of the paper's cells. */
function cells({ width, ink }: Grey): Float32Array {
  const mean = new Float32Array(PIXELS);
  ink.forEach((value, i) => {
    const row = Math.floor(i / width / DETAIL);
    mean[row * SIDE + Math.floor((i % width) / DETAIL)] += value / DETAIL ** 2;
  });
  return mean;
}
