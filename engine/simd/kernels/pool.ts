// Max pooling, as in engine/kernels/pool.ts. Windows of 2 × 2 side by side, by far the most used, go four at a time;
// any other window goes pixel by pixel.
import { fill } from './elementwise.ts';
import { held, keeping, put, VECTOR } from './parts/vector.ts';
import { places } from './parts/windows.ts';

@inline
function isQuarters(sizeY: i32, sizeX: i32, strideY: i32, strideX: i32): bool {
  return sizeY == 2 && sizeX == 2 && strideY == 2 && strideX == 2;
}

/** Lanes 0, 2, 4, 6 of eight neighbours: the left pixels of four windows. */
@inline
function even(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 0, 2, 4, 6);
}
/** Lanes 1, 3, 5, 7: their right pixels. */
@inline
function odd(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 1, 3, 5, 7);
}

/** y[i, j] is the largest pixel of window i, j; NaN counts as largest. */
export function maxPoolForward(
  planes: i32, height: i32, width: i32, sizeY: i32, sizeX: i32, strideY: i32, strideX: i32, x: usize, y: usize,
): void {
  const rows = places(height, sizeY, strideY, 0, 1), columns = places(width, sizeX, strideX, 0, 1);
  const row: usize = width << 2, plane = <usize>height * row, quarters = isQuarters(sizeY, sizeX, strideY, strideX);
  for (; planes > 0; planes--, x += plane)
    for (let i = 0; i < rows; i++) {
      let corner = x + <usize>(i * strideY) * row;
      if (quarters) {
        let n = columns;
        for (; n > 0; n -= 4, corner += 2 * VECTOR, y += VECTOR) {
          const below = corner + row;
          const left = f32x4.max(v128.load(corner), v128.load(below));
          const right = f32x4.max(v128.load(corner, 16), v128.load(below, 16));
          put(y, f32x4.max(even(left, right), odd(left, right)), n);
        }
        y += n << 2; // back from the end of the last vector to the end of the row
        continue;
      }
      for (let j = 0; j < columns; j++, corner += strideX << 2, y += 4) {
        let largest: f32 = -Infinity;
        for (let ky = 0, line = corner; ky < sizeY; ky++, line += row)
          for (let kx = 0; kx < sizeX; kx++) largest = max<f32>(largest, load<f32>(line + (kx << 2)));
        store<f32>(y, largest);
      }
    }
}

/** Where the first pixel of a window with this value is; its corner for NaN, which equals nothing. */
function firstOf(value: f32, corner: usize, row: usize, sizeY: i32, sizeX: i32): usize {
  for (let ky = 0, line = corner; ky < sizeY; ky++, line += row)
    for (let kx = 0; kx < sizeX; kx++) if (load<f32>(line + (kx << 2)) == value) return line + (kx << 2);
  return corner;
}

/** Adds eight neighbouring numbers, given as left and right lanes of four windows, to dx; n of them count. */
@inline
function spread(dx: usize, left: v128, right: v128, mask: v128, n: i32): void {
  put(dx, f32x4.add(held(dx, mask), i32x4.shuffle(left, right, 0, 4, 1, 5)), n);
  if (n > 4) put(dx + 16, f32x4.add(held(dx + 16, mask), i32x4.shuffle(left, right, 2, 6, 3, 7)), n - 4);
}

/** Each dy goes to the first pixel of its window that is the largest, row by row. */
export function maxPoolBackward(
  planes: i32, height: i32, width: i32, sizeY: i32, sizeX: i32, strideY: i32, strideX: i32,
  x: usize, y: usize, dy: usize, dx: usize, keep: i32,
): void {
  const rows = places(height, sizeY, strideY, 0, 1), columns = places(width, sizeX, strideX, 0, 1);
  const row: usize = width << 2, plane = <usize>height * row, quarters = isQuarters(sizeY, sizeX, strideY, strideX);
  // where 2 × 2 windows cover every pixel there is nothing to clear: each pixel is written exactly once
  const covered = quarters && ((height | width) & 1) == 0;
  if (!keep && !covered) fill(planes * height * width, dx, 0);
  const mask = keeping(keep | i32(!covered));
  for (; planes > 0; planes--, x += plane, dx += plane)
    for (let i = 0; i < rows; i++) {
      let corner = x + <usize>(i * strideY) * row;
      const shift = dx - x;
      if (quarters) {
        let n = columns;
        for (; n > 0; n -= 4, corner += 2 * VECTOR, y += VECTOR, dy += VECTOR) {
          const below = corner + row, value = v128.load(y), slope = v128.load(dy);
          const a = v128.load(corner), b = v128.load(corner, 16), c = v128.load(below), d = v128.load(below, 16);
          // one mask for each of the four pixels of a window: equal to the largest, and none before it was
          const isFirst = v128.or(f32x4.eq(even(a, b), value), f32x4.ne(value, value));
          const isSecond = v128.andnot(f32x4.eq(odd(a, b), value), isFirst);
          const above = v128.or(isFirst, isSecond);
          const isThird = v128.andnot(f32x4.eq(even(c, d), value), above);
          const isFourth = v128.not(v128.or(above, isThird));
          spread(corner + shift, v128.and(slope, isFirst), v128.and(slope, isSecond), mask, 2 * n);
          spread(below + shift, v128.and(slope, isThird), v128.and(slope, isFourth), mask, 2 * n);
        }
        y += n << 2;
        dy += n << 2;
        continue;
      }
      for (let j = 0; j < columns; j++, corner += strideX << 2, y += 4, dy += 4) {
        const to = firstOf(load<f32>(y), corner, row, sizeY, sizeX) + shift;
        store<f32>(to, load<f32>(to) + load<f32>(dy));
      }
    }
}
