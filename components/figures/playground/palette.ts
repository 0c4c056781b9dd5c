// The book's colours as numbers for a canvas, as they stand on the page now: light, dark, or paper. Browser only.
import { SURENESS } from '#engine';

type Rgb = readonly [number, number, number];

/** Marks and colours of classes, in order; two classes are minus and plus, as everywhere in the book. */
export const classMarks = ['minus', 'plus', 'adam', 'rms', 'mom'] as const;
/** What their marks look like: the names of classes that have none. */
export const classWords = ['triangles', 'discs', 'diamonds', 'crosses', 'squares'] as const;

export interface Palette {
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly classes: readonly Rgb[];
}

/** A colour in whatever form it is written in (a build shortens them), as the browser itself understands it. */
function read(style: CSSStyleDeclaration, name: string, judge: CanvasRenderingContext2D | null): Rgb {
  if (!judge) return [0, 0, 0];
  judge.fillStyle = style.getPropertyValue(`--${name}`).trim();
  judge.fillRect(0, 0, 1, 1);
  const [red, green, blue] = judge.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const judge = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colour = (name: string) => read(style, name, judge);
  return { paper: colour('paper'), ink: colour('ink'), classes: classMarks.map(colour) };
}

/** Calls back whenever the lights are switched, or the page goes to paper. Returns how to stop. */
export function onLights(then: () => void): () => void {
  const media = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
  const observer = new MutationObserver(then);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  for (const query of media) query.addEventListener('change', then);
  return () => {
    observer.disconnect();
    for (const query of media) query.removeEventListener('change', then);
  };
}

/** How much of a class's colour its surest cell has: marks in full colour must stand out on it. */
const STRONGEST = 0.62;
/** The one shade of a side, where shades are left out. */
const FLAT = 0.7;

interface Cells {
  readonly cells: Int8Array | Uint8Array;
  /** Where they begin in their list. */
  readonly from: number;
  /** Sides alone, without shades. */
  readonly sharp?: boolean;
  /** Of all classes this one alone. */
  readonly only?: number;
}

/** Cells as pixels: signed ones between the first two classes, bytes by class and sureness. */
function paint({ cells, from, sharp = false, only }: Cells, pixels: Uint8ClampedArray, palette: Palette): void {
  const { paper, classes } = palette;
  const isSigned = cells instanceof Int8Array;
  for (let cell = 0, at = 0; at < pixels.length; cell++, at += 4) {
    const value = cells[from + cell];
    const shade = isSigned ? Math.abs(value) / 127 : (value % SURENESS) / (SURENESS - 1);
    const kind = isSigned ? Number(value > 0) : Math.floor(value / SURENESS);
    const colour = classes[kind];
    const share = only === undefined || only === kind ? STRONGEST * (sharp ? FLAT : shade) : 0;
    for (let c = 0; c < 3; c++) pixels[at + c] = paper[c] + (colour[c] - paper[c]) * share;
    pixels[at + 3] = 255;
  }
}

/** A small canvas of square cells, to be drawn from at any size. */
export class CellPicture {
  readonly canvas = document.createElement('canvas');
  readonly #image: ImageData;
  readonly #context: CanvasRenderingContext2D | null;

  constructor(side: number) {
    this.canvas.width = this.canvas.height = side;
    this.#image = new ImageData(side, side);
    this.#context = this.canvas.getContext('2d');
  }

  fill(cells: Cells, palette: Palette): HTMLCanvasElement {
    paint(cells, this.#image.data, palette);
    this.#context?.putImageData(this.#image, 0, 0);
    return this.canvas;
  }
}

/** As a canvas wants it. */
export const inWords = (colour: Rgb): string => `rgb(${colour.join(' ')})`;

/** Fits a canvas's pixels to its size on the page, which is asked of nobody here: asking would lay the page out anew. */
export function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  const density = Math.min(2, devicePixelRatio || 1);
  const [across, down] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
}
