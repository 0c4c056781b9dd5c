// What the digit reader shows of a sheet of paper: the ink as drawn, its way to the network's 28×28 pixels, and the
// network's answer. Pure; without weights the answer to a drawing is missing, but never the drawing.
import {
  countPoints,
  digitSamples,
  MOST_POINTS,
  mostLikely,
  parseStrokes,
  PIXELS,
  touchesEdge,
  type DigitReader,
  type NormalisedDigit,
  type Reading,
} from '#engine';
import { drawnOn } from './paper.ts';

export interface Sheet {
  /** What lies on the paper. */
  kind: 'blank' | 'sample' | 'drawing';
  /** The class of a sample. */
  label: number | null;
  /** Ink of the paper's 28×28 cells, 0–1. */
  paper: Float32Array; // [784]
  /** How a drawing was scaled and centred; null for samples (they were, by MNIST's makers) and when that is switched off. */
  steps: NormalisedDigit | null;
  /** The smallest rectangle around a drawing's ink, in cells of the paper. */
  box: NormalisedDigit['box'] | null;
  /** What the network reads. */
  pixels: Float32Array | null; // [784]
  reading: Reading | null;
  /** The most likely class and its probability; likewise the second. */
  best: Guess | null;
  second: Guess | null;
  /** What it says of the same drawing when centring is switched the other way. */
  otherwise: Guess | null;
  /** Parameters of the network that differ from those that were loaded: a count that should never move. */
  changed: number | null;
  edge: boolean;
  full: boolean;
}

export interface Guess {
  digit: number;
  p: number;
}

export interface SheetState {
  /** A sample's number among the samples, or 'blank'. */
  sheet: string;
  drawing: string;
  centred: boolean;
}

export function readSheet({ sheet, drawing, centred }: SheetState, reader: DigitReader | undefined): Sheet {
  const strokes = parseStrokes(drawing);
  if (strokes.length === 0) return sheet === 'blank' ? blank() : sample(Number(sheet));
  const { paper, steps, box } = drawnOn(drawing);
  const pixels = centred && steps ? steps.pixels : paper;
  const reading = reader?.read(pixels) ?? null;
  const other = steps && reader?.read(centred ? paper : steps.pixels);
  return {
    kind: 'drawing',
    label: null,
    paper,
    steps: centred ? steps : null,
    box: centred ? box : null,
    pixels,
    reading,
    ...guesses(reading),
    otherwise: other ? guesses(other).best : null,
    changed: reader?.changed() ?? null,
    edge: touchesEdge(strokes),
    full: countPoints(strokes) >= MOST_POINTS,
  };
}

const nothing = { steps: null, box: null, otherwise: null, changed: null, edge: false, full: false };

const blank = (): Sheet => ({
  ...nothing,
  kind: 'blank',
  label: null,
  paper: new Float32Array(PIXELS),
  pixels: null,
  reading: null,
  best: null,
  second: null,
});

function sample(index: number): Sheet {
  const { label, pixels, hidden, probabilities } = digitSamples()[index];
  const reading = { hidden, probabilities };
  return { ...nothing, kind: 'sample', label, paper: pixels, pixels, reading, ...guesses(reading) };
}

function guesses(reading: Reading | null): { best: Guess | null; second: Guess | null } {
  if (!reading) return { best: null, second: null };
  const p = [...reading.probabilities];
  const digit = mostLikely(p);
  const next = mostLikely(p.map((value, i) => (i === digit ? -1 : value)));
  return { best: { digit, p: p[digit] }, second: { digit: next, p: p[next] } };
}
