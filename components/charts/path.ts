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
