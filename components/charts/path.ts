/** SVG path text from points in pixels; gaps (null) lift the pen. Coordinates are rounded to a tenth of a pixel. */
export type Pixel = readonly [x: number, y: number];

export const round = (value: number): number => Math.round(value * 10) / 10;

export function line(points: readonly (Pixel | null)[], close = false): string {
  let path = '';
  let pen = 'M';
  for (const point of points) {
    if (point === null) pen = 'M';
    else {
      path += `${pen}${round(point[0])} ${round(point[1])}`;
      pen = 'L';
    }
  }
  return close && path ? `${path}Z` : path;
}

/** What is sent with the page and drawn again when its script comes is drawn a little coarser there: it is seen for a moment. */
export const SENT: boolean = import.meta.env.SSR;

/** Numbers of a path, for sending in as few characters as SVG allows: `.5` for `0.5`, no space where a sign or a point divides. */
export function brief(numbers: readonly number[]): string {
  if (!SENT) return numbers.join(' ');
  let text = '';
  let pointed = true;
  for (const number of numbers) {
    const one = String(number).replace(/^(-?)0\./, '$1.');
    if (text && !one.startsWith('-') && !(one.startsWith('.') && pointed)) text += ' ';
    text += one;
    pointed = one.includes('.');
  }
  return text;
}

/** The same line by steps from point to point, which makes a shorter text: for long lines that are sent with the page. `grain`: parts of a pixel. */
export function stepwise(points: readonly Pixel[], grain = 10): string {
  if (!points.length) return '';
  const [[startX, startY], ...rest] = points.map(([x, y]) => [Math.round(x * grain), Math.round(y * grain)] as const);
  let [atX, atY] = [startX, startY];
  const steps = rest.flatMap(([x, y]) => {
    const step = [(x - atX) / grain, (y - atY) / grain];
    [atX, atY] = [x, y];
    return step;
  });
  return `M${brief([startX / grain, startY / grain])}${steps.length ? `l${brief(steps)}` : ''}`;
}

/** Strokes to the right, each a run of cells in one row, as one path that steps from the end of one to the beginning of the next. */
export class Runs {
  path = '';
  #x = 0;
  #y = 0;

  add(x: number, y: number, length: number): void {
    this.path += `m${x - this.#x} ${y - this.#y}h${length}`;
    [this.#x, this.#y] = [x + length, y];
  }
}
