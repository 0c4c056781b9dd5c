// The book's colours as numbers for a canvas, as they stand on the page now: light, dark, or paper. Browser only.

export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours by the names of their variables, in whatever form those are written (a build shortens them), as the browser understands them. */
export function readColours(element: Element, names: readonly string[]): Rgb[] {
  const style = getComputedStyle(element);
  const judge = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  return names.map((name) => {
    if (!judge) return [0, 0, 0];
    judge.fillStyle = style.getPropertyValue(`--${name}`).trim();
    judge.fillRect(0, 0, 1, 1);
    const [red, green, blue] = judge.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  });
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

/** Fits a canvas's pixels to its size on the page, which is asked of nobody here: asking would lay the page out anew. */
export function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  const density = Math.min(2, devicePixelRatio || 1);
  const [across, down] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
}
