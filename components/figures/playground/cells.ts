// Cells of an answer map as pixels, in the colours of their classes. Browser only.
import { SURENESS } from '#engine';
import type { Palette } from './palette.ts';

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
