// Charts that never move, drawn by Observable Plot while the book is built. What comes out is an SVG in the book's own
// marks: Plot's style sheet and names for screen readers go, and its parts get the classes of styles/plot.css. It knows
// no data, and it must never be reached from a script for the browser: Plot would bring 81 kB.
import { plot, type PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';

export interface StaticPaper {
  /** In the drawing's own pixels; the page may show it a little smaller or larger. */
  width: number;
  /** Drawn for a phone. */
  narrow: boolean;
}

export interface StaticChart {
  draw(paper: StaticPaper): PlotOptions;
  /** The numbers that are drawn. */
  table: { columns: readonly string[]; rows: readonly (readonly (number | string)[])[] };
}

/** Every chart is drawn twice, and the style sheet shows the drawing that fits. */
export const papers: readonly StaticPaper[] = [
  { width: 340, narrow: true },
  { width: 600, narrow: false },
];

/** Plot names its parts for screen readers; the style sheet calls them by these classes. */
const classes: readonly (readonly [name: RegExp, className: string])[] = [
  [/axis tick label$/, 'tick-label'],
  [/axis tick$/, 'axis-tick'],
  [/axis label$/, 'axis-title'],
  [/grid$/, 'hair'],
];

/** One drawing, as SVG without a name of its own. `id` begins every id in it, and must be the page's only one. */
export function staticPlot(options: PlotOptions, { width }: StaticPaper, id: string): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawing = plot({
    marginTop: 34,
    marginRight: 14,
    marginBottom: 46,
    marginLeft: 48,
    ...options,
    className: 'plot',
    width,
    document: document as unknown as Document,
  });
  drawing.querySelectorAll('style').forEach((style) => style.remove());
  drawing.querySelectorAll('[aria-label]').forEach((part) => {
    const name = part.getAttribute('aria-label') ?? '';
    const [, className] = classes.find(([pattern]) => pattern.test(name)) ?? [];
    if (className) part.setAttribute('class', className);
    part.removeAttribute('aria-label');
    part.removeAttribute('stroke-opacity'); // Plot's grid is a faint black
  });
  for (const each of ['fill', 'font-family', 'font-size', 'text-anchor', 'width', 'height'])
    drawing.removeAttribute(each);
  drawing.setAttribute('aria-hidden', 'true'); // the box around it is the image, and has its name
  return renumbered(drawing.outerHTML, id).replace(/\d+\.\d{3,}/g, (number) =>
    String(Number(Number(number).toFixed(2))),
  );
}

/** Plot counts its ids through the whole build; here they count from 1 in every drawing. */
function renumbered(svg: string, id: string): string {
  const found = [...new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, name]) => name))];
  return found.reduce(
    (text, name, i) =>
      text.replaceAll(`id="${name}"`, `id="${id}-${i + 1}"`).replaceAll(`#${name})`, `#${id}-${i + 1})`),
    svg,
  );
}
