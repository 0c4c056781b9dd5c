// The book's colours as numbers for a canvas, as they stand on the page now: light, dark, or paper. Browser only.

export type Rgb = readonly [number, number, number];

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

/** As a canvas wants it. */
export const inWords = (colour: Rgb): string => `rgb(${colour.join(' ')})`;

/** Fits a canvas's pixels to its size on the page, which is asked of nobody here: asking would lay the page out anew. */
export function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  const density = Math.min(2, devicePixelRatio || 1);
  const [across, down] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
}
