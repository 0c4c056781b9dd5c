// What chapter 12 shows of kernels by hand: small grey pictures, a window's arithmetic beside the engine's convolution, the
// corner of a seven, and what moving a picture does to maps and to pooled maps.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cornerSides,
  findCorners,
  greyPicture,
  middleOfPhotograph,
  middleOf,
  namedKernels,
  outputSize,
  PICTURE_HEIGHT,
  PICTURE_PIXELS,
  PICTURE_WIDTH,
  placeNear,
  random,
  readGreyPicture,
  slideKernel,
  WHITE,
  windowAt,
  type PoolKind,
} from '#engine';

const anySlide = fc.record({
  stride: fc.integer({ min: 1, max: 4 }),
  padding: fc.integer({ min: 0, max: 4 }),
  dilation: fc.integer({ min: 1, max: 4 }),
});
const anyKernel = fc.array(
  fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10),
  { minLength: 9, maxLength: 9 },
);
const noise = Uint8Array.from({ length: PICTURE_PIXELS }, (_, i) => (i * 37 + ((i * i) % 89)) % (WHITE + 1));

describe('small grey pictures', () => {
  const flat = (width: number, height: number, rgba: readonly number[]) =>
    Uint8Array.from({ length: 4 * width * height }, (_, i) => rgba[i % 4]);

  test('even ground stays even, whatever the size', () => {
    for (const [width, height] of [
      [1, 1],
      [7, 300],
      [640, 480],
    ] as const)
      expect(new Set(greyPicture(flat(width, height, [128, 128, 128, 255]), width, height))).toEqual(new Set([50]));
  });

  test('green is brighter than red, and red than blue; what is see-through lies on white', () => {
    const level = (rgba: readonly number[]) => greyPicture(flat(4, 3, rgba), 4, 3)[0];
    expect([level([255, 0, 0, 255]), level([0, 255, 0, 255]), level([0, 0, 255, 255])]).toEqual([30, 59, 11]);
    expect(level([0, 0, 0, 0])).toBe(WHITE);
  });

  test('it keeps the mean brightness of what it cuts out', () => {
    const rng = random(5);
    const [width, height] = [300, 150];
    const rgba = Uint8Array.from({ length: 4 * width * height }, (_, i) =>
      i % 4 === 3 ? 255 : Math.floor(256 * rng.uniform()),
    );
    const { left, top, width: w, height: h } = middleOfPhotograph(width, height);
    expect([left, top, w, h]).toEqual([50, 0, 200, 150]);
    let sum = 0;
    for (let y = top; y < top + h; y++)
      for (let x = left; x < left + w; x++) {
        const at = 4 * (y * width + x);
        sum += 0.299 * rgba[at] + 0.587 * rgba[at + 1] + 0.114 * rgba[at + 2];
      }
    const levels = greyPicture(rgba, width, height);
    const mean = levels.reduce((total, level) => total + level, 0) / levels.length / WHITE;
    expect(mean).toBeCloseTo(sum / (w * h) / 255, 3);
  });

  test('bytes that are no picture are refused', () => {
    expect(() => greyPicture(new Uint8Array(12), 2, 2)).toThrow('greyPicture: 12 bytes for 2 × 2 pixels');
    expect(() => readGreyPicture(new Uint8Array(5))).toThrow('picture: 5 bytes');
    expect(() => readGreyPicture(new Uint8Array(PICTURE_PIXELS).fill(101))).toThrow('levels from 0 to 100');
  });
});

describe('one kernel over a picture', () => {
  test('every window’s sum is the pixel that the engine’s convolution gives', () => {
    fc.assert(
      fc.property(anyKernel, anySlide, fc.nat(), fc.nat(), (weights, slide, i, j) => {
        const { rows, columns, values } = slideKernel(noise, weights, slide);
        expect({ rows, columns }).toEqual(outputSize(slide));
        const [row, column] = [i % rows, j % columns];
        const { sum, cells } = windowAt(noise, weights, slide, row, column);
        expect(values[row * columns + column]).toBeCloseTo(sum, 4);
        expect(cells).toHaveLength(9);
      }),
      { numRuns: 25 },
    );
  });

  test('the place under a pixel is the place whose middle it is', () => {
    fc.assert(
      fc.property(anySlide, fc.nat(), fc.nat(), (slide, i, j) => {
        const { rows, columns } = outputSize(slide);
        const [row, column] = [i % rows, j % columns];
        const { x, y } = middleOf(row, column, slide);
        expect(placeNear(x, y, slide)).toEqual({ row, column });
      }),
    );
  });

  test('a single weight at the right moves the picture to the left by the dilation', () => {
    const { values } = slideKernel(noise, [0, 0, 0, 0, 0, 1, 0, 0, 0], { stride: 1, padding: 3, dilation: 3 });
    for (const [x, y] of [
      [0, 0],
      [60, 40],
      [PICTURE_WIDTH - 4, PICTURE_HEIGHT - 1],
    ])
      expect(values[y * PICTURE_WIDTH + x]).toBeCloseTo(noise[y * PICTURE_WIDTH + x + 3] / WHITE, 6);
  });

  test('named kernels keep even ground as it is, or leave nothing of it', () => {
    for (const { weights } of Object.values(namedKernels)) {
      const sum = weights.reduce((total: number, weight) => total + weight, 0);
      expect([0, 1].some((wanted) => Math.abs(sum - wanted) < 1e-9)).toBe(true);
    }
  });
});

describe('the corner of a seven', () => {
  const side = cornerSides;
  const moved = (map: readonly number[], width: number, by: number) =>
    map.map((_, i) => (i % width < by ? 0 : map[i - by]));

  test('every map moves with the seven, pixel by pixel', () => {
    const home = findCorners(0, 'max');
    for (const by of [1, 2]) {
      const away = findCorners(by, 'max');
      expect(away.upright).toEqual(moved(home.upright, side.strokes, by));
      expect(away.level).toEqual(moved(home.level, side.strokes, by));
      expect(away.corners).toEqual(moved(home.corners, side.corners, by));
    }
  });

  test.each(['max', 'average'] as PoolKind[])(
    'pooled by %s, it follows a move by two and not a move by one',
    (kind) => {
      const [home, one, two] = [0, 1, 2].map((by) => findCorners(by, kind).pooled);
      expect(two).toEqual(moved(home, side.pooled, 1));
      expect(one).not.toEqual(home);
      expect(two).toEqual(one);
    },
  );

  test('its largest answer stands at the corner, and nowhere else comes near it', () => {
    const { corners } = findCorners(0, 'max');
    const [first, second] = corners.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value);
    expect(first.i).toBe(3);
    expect(first.value).toBeGreaterThan(3 * second.value);
  });
});
