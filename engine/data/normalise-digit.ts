// Brings a drawing into the form in which MNIST's digits were prepared (LeCun et al. 1998, section III-A): scaled, with
// its proportions kept and its edges smoothed, to fit a box of 20×20 pixels, then moved so that its centre of mass lies at
// the centre of a field of 28×28. Returns every stage, so that a figure can show it. Does not know how the ink was made.
import { PIXELS, SIDE } from './digit-set.ts';
import { sixteenLevels } from './nibbles.ts';

const FIT = 20;
/** Ink below this counts as paper when the box around the drawing is sought. */
const TRACE = 1 / 30;

export interface Grey {
  width: number;
  height: number;
  /** Ink 0–1, row by row. */
  ink: Float32Array; // [height, width]
}

export interface NormalisedDigit {
  /** The smallest rectangle that holds all the ink, in pixels of the drawing. */
  box: { left: number; top: number; width: number; height: number };
  /** The ink of the box, resampled so that its longer side is 20 pixels. */
  scaled: Grey;
  /** Centre of mass of `scaled`, in its pixels; the centre of its first pixel is (0.5, 0.5). */
  mass: { x: number; y: number };
  /** Where the top left corner of `scaled` lies in the field of 28×28: whole pixels, so that nothing is smoothed twice. */
  offset: { x: number; y: number };
  /** The field of 28×28 in sixteen levels, 0–1: what the network reads. */
  pixels: Float32Array; // [784]
}

/** Undefined when there is no ink at all. */
export function normaliseDigit(drawing: Grey): NormalisedDigit | undefined {
  const box = inkBox(drawing);
  if (!box) return undefined;
  const scale = FIT / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const scaled = resample(drawing, box, width, height);
  const mass = centreOfMass(scaled);
  const offset = { x: place(mass.x, width), y: place(mass.y, height) };
  const pixels = new Float32Array(PIXELS);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels[(y + offset.y) * SIDE + x + offset.x] = sixteenLevels(255 * scaled.ink[y * width + x]);
    }
  }
  return { box, scaled, mass, offset, pixels };
}

/** The whole-pixel offset that brings `mass` nearest to the middle, without pushing any ink out of the field. */
const place = (mass: number, length: number) => Math.min(SIDE - length, Math.max(0, Math.round(SIDE / 2 - mass)));

function inkBox({ width, height, ink }: Grey) {
  let left = width;
  let top = height;
  let right = -1;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x] < TRACE) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Each new pixel is the mean ink of the part of the box that it covers. */
function resample(source: Grey, box: NormalisedDigit['box'], width: number, height: number): Grey {
  const columns = coverage(box.left, box.width, width);
  const rows = coverage(box.top, box.height, height);
  const ink = new Float32Array(width * height);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      let sum = 0;
      for (const [sy, wy] of row) for (const [sx, wx] of column) sum += wy * wx * source.ink[sy * source.width + sx];
      ink[y * width + x] = sum;
    });
  });
  return { width, height, ink };
}

/** For each of `count` equal parts of [start, start + length): the pixels under it and the share of each, adding to 1. */
function coverage(start: number, length: number, count: number): [pixel: number, share: number][][] {
  const part = length / count;
  return Array.from({ length: count }, (_, i) => {
    const from = i * part;
    const to = from + part;
    const shares: [number, number][] = [];
    for (let pixel = Math.floor(from); pixel < Math.min(length, to); pixel++) {
      const share = (Math.min(to, pixel + 1) - Math.max(from, pixel)) / part;
      if (share > 1e-9) shares.push([start + pixel, share]);
    }
    return shares;
  });
}

function centreOfMass({ width, height, ink }: Grey) {
  let total = 0;
  let x = 0;
  let y = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const mass = ink[row * width + column];
      total += mass;
      x += mass * (column + 0.5);
      y += mass * (row + 0.5);
    }
  }
  return { x: x / total, y: y / total };
}
