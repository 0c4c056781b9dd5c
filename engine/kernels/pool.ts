/**
 * Pooling: the largest or the mean pixel of each window. A batch of pictures is seen as `planes` of [height, width], one
 * for each example and channel; windows of sizeY × sizeX move by strideY and strideX and never leave the picture.
 */
import { held, type Memory } from './memory.ts';
import { places } from './windows.ts';

/** y[i, j] is the largest pixel of window i, j. NaN counts as largest, so that it is not hidden. */
export function maxPoolForward(
  m: Memory,
  planes: number,
  height: number,
  width: number,
  sizeY: number,
  sizeX: number,
  strideY: number,
  strideX: number,
  x: number,
  y: number,
): void {
  const rows = places(height, sizeY, strideY, 0, 1);
  const columns = places(width, sizeX, strideX, 0, 1);
  let to = y;
  for (let plane = 0; plane < planes; plane++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const corner = x + (plane * height + i * strideY) * width + j * strideX;
        let largest = -Infinity;
        for (let ky = 0; ky < sizeY; ky++)
          for (let kx = 0, p = corner + ky * width; kx < sizeX; kx++, p++)
            if (m[p] > largest || m[p] !== m[p]) largest = m[p];
        m[to++] = largest;
      }
}

/**
 * Each dy goes to the first pixel of its window that is the largest, row by row, as in PyTorch: of equal ones only to
 * that one. Overwrites dx when `keep` is 0, adds to it when 1.
 */
export function maxPoolBackward(
  m: Memory,
  planes: number,
  height: number,
  width: number,
  sizeY: number,
  sizeX: number,
  strideY: number,
  strideX: number,
  x: number,
  y: number,
  dy: number,
  dx: number,
  keep: number,
): void {
  const rows = places(height, sizeY, strideY, 0, 1);
  const columns = places(width, sizeX, strideX, 0, 1);
  if (keep === 0) m.fill(0, dx, dx + planes * height * width);
  let at = 0;
  for (let plane = 0; plane < planes; plane++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++, at++) {
        const corner = (plane * height + i * strideY) * width + j * strideX;
        m[dx + firstOf(m, m[y + at], x, corner, width, sizeY, sizeX)] += m[dy + at];
      }
}

/** Where in x the first pixel of a window with this value is; its corner for NaN, which equals nothing. */
function firstOf(
  m: Memory,
  value: number,
  x: number,
  corner: number,
  width: number,
  sizeY: number,
  sizeX: number,
): number {
  for (let ky = 0; ky < sizeY; ky++)
    for (let kx = 0, p = corner + ky * width; kx < sizeX; kx++, p++) if (m[x + p] === value) return p;
  return corner;
}

/** y[i, j] is the mean of window i, j. */
export function averagePoolForward(
  m: Memory,
  planes: number,
  height: number,
  width: number,
  sizeY: number,
  sizeX: number,
  strideY: number,
  strideX: number,
  x: number,
  y: number,
): void {
  const rows = places(height, sizeY, strideY, 0, 1);
  const columns = places(width, sizeX, strideX, 0, 1);
  let to = y;
  for (let plane = 0; plane < planes; plane++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const corner = x + (plane * height + i * strideY) * width + j * strideX;
        let sum = 0;
        for (let ky = 0; ky < sizeY; ky++) for (let kx = 0, p = corner + ky * width; kx < sizeX; kx++, p++) sum += m[p];
        m[to++] = sum / (sizeY * sizeX);
      }
}

/**
 * Every pixel of a window gets an equal share of its dy; pixels in several windows get several shares, summed before they
 * are stored. Overwrites dx when `keep` is 0, adds to it when 1.
 */
export function averagePoolBackward(
  m: Memory,
  planes: number,
  height: number,
  width: number,
  sizeY: number,
  sizeX: number,
  strideY: number,
  strideX: number,
  dy: number,
  dx: number,
  keep: number,
): void {
  const rows = places(height, sizeY, strideY, 0, 1);
  const columns = places(width, sizeX, strideX, 0, 1);
  let to = dx;
  for (let plane = 0; plane < planes; plane++)
    for (let r = 0; r < height; r++) {
      // Windows i with i · strideY ≤ r < i · strideY + sizeY cover row r.
      const firstRow = Math.max(0, Math.ceil((r - sizeY + 1) / strideY));
      const endRow = Math.min(rows, Math.floor(r / strideY) + 1);
      for (let s = 0; s < width; s++, to++) {
        const first = Math.max(0, Math.ceil((s - sizeX + 1) / strideX));
        const end = Math.min(columns, Math.floor(s / strideX) + 1);
        let sum = 0;
        for (let i = firstRow; i < endRow; i++)
          for (let j = first; j < end; j++) sum += m[dy + (plane * rows + i) * columns + j];
        m[to] = held(m, to, keep) + sum / (sizeY * sizeX);
      }
    }
}
