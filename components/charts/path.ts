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

/** The same line by steps from point to point, which makes a shorter text: for long lines that are sent with the page. `grain`: parts of a pixel. */
export function stepwise(points: readonly Pixel[], grain = 10): string {
  let path = '';
  let [atX, atY] = [0, 0];
  points.forEach((point, i) => {
    const [x, y] = [Math.round(point[0] * grain), Math.round(point[1] * grain)];
    const [dx, dy] = [(x - atX) / grain, (y - atY) / grain];
    path += `${i ? 'l' : 'M'}${i ? dx : x / grain}${i && dy < 0 ? '' : ' '}${i ? dy : y / grain}`;
    [atX, atY] = [x, y];
  });
  return path;
}
