// Borders between answers: on the canvas as on paper, where two classes are equally likely, in one piece from edge to edge.
import { describe, expect, test } from 'vitest';
import { MAP_SIDE, SURENESS } from '#engine';
import { drain, playground } from '#engine/jobs';
import { initialState } from '../../components/figure/url.ts';
import { area, strokeBorders } from '../../components/figures/playground/areas.ts';
import { knobs } from '../../components/figures/playground/knobs.ts';
import { parameters } from '../../components/figures/playground/setup.ts';

type Place = readonly [x: number, y: number];

/** The strokes of a border on a canvas so many pixels wide. */
function strokes(cells: Int8Array | Uint8Array, side: number, width: number): [Place, Place][] {
  const found: [Place, Place][] = [];
  let pen: Place = [NaN, NaN];
  const context = {
    canvas: { width },
    beginPath: () => undefined,
    stroke: () => undefined,
    moveTo: (...place: [number, number]) => (pen = place),
    lineTo: (...place: [number, number]) => found.push([pen, place]),
  };
  strokeBorders(context as unknown as CanvasRenderingContext2D, cells, 0, side);
  return found;
}
const length = (parts: readonly [Place, Place][]) =>
  parts.reduce((sum, [[x, y], [u, v]]) => sum + Math.hypot(u - x, v - y), 0);

describe('strokes of a border', () => {
  test('an upright border stands where the cells are zero', () => {
    // −5 and 15 at the third and fourth of eight columns, ten pixels apart: zero is a quarter of the way.
    const cells = Int8Array.from({ length: 64 }, (_, i) => (i % 8) * 20 - 45);
    const parts = strokes(cells, 8, 70);
    expect(parts).toHaveLength(7);
    for (const [x] of parts.flat()) expect(x).toBeCloseTo(22.5, 9);
    expect(length(parts)).toBeCloseTo(70, 9);
  });

  test('a zero cell, a saddle and a single answer are dealt with', () => {
    const saddle = strokes(Int8Array.of(9, -1, -1, 9), 2, 10);
    expect(saddle.flat().map((place) => place.map(Math.round))).toEqual([
      [9, 0],
      [10, 1],
      [1, 10],
      [0, 9],
    ]);
    for (const place of strokes(Int8Array.of(0, -5, -5, 0), 2, 10).flat())
      for (const at of place) expect(at).toBeGreaterThanOrEqual(0);
    expect(strokes(new Int8Array(64).fill(5), 8, 70)).toEqual([]);
  });
});

describe('three classes that were learnt', () => {
  const state = {
    ...initialState(knobs),
    set: 'clouds',
    answer: 'softmax',
    layers: '6.tanh',
    stride: 'twenty',
  } as const;
  const map = drain(playground, parameters(state, undefined), 4).at(-1)?.map ?? new Uint8Array();
  const kind = (cell: number) => Math.floor(map[cell] / SURENESS);

  test('nobody is sure on both sides of a border', () => {
    const borders = Array.from(map.keys()).filter((cell) => cell % MAP_SIDE && kind(cell) !== kind(cell - 1));
    expect(borders.length).toBeGreaterThan(20);
    for (const cell of borders)
      expect(Math.min(map[cell] % SURENESS, map[cell - 1] % SURENESS)).toBeLessThan(0.25 * SURENESS);
    expect(Math.max(...map.map((level) => level % SURENESS))).toBeGreaterThan(0.95 * (SURENESS - 1));
  });

  test('the canvas has the borders that paper has', () => {
    /** As long as the lines of a path that goes by steps. */
    const drawn = (path: string) =>
      path
        .split('M')
        .map((line) => (line.match(/-?\d*\.?\d+/g) ?? []).map(Number).slice(2))
        .reduce(
          (sum, steps) => sum + steps.reduce((all, dx, i) => all + (i % 2 ? 0 : Math.hypot(dx, steps[i + 1])), 0),
          0,
        );
    const box = { left: 0, top: 0, size: 390 };
    const onPaper = [0, 1, 2].reduce((sum, each) => sum + drawn(area(map, MAP_SIDE, each, box, false)), 0);
    expect(onPaper).toBeGreaterThan(2 * 390);
    expect(length(strokes(map, MAP_SIDE, 390)) / onPaper).toBeCloseTo(1, 1);
  });
});
