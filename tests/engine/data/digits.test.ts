// The way of a digit from the published file to the network: IDX, sixteen levels, the packed file, and a drawing's way
// through scaling and centring.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitPixels, packDigits, PIXELS, SIDE, unpackDigits } from '../../../engine/data/digit-set.ts';
import { formatStrokes, LATTICE, MOST_POINTS, parseStrokes } from '../../../engine/data/drawing.ts';
import { readIdx } from '../../../engine/data/idx.ts';
import { inkOf, touchesEdge } from '../../../engine/data/ink.ts';
import { packNibbles, sixteenLevels, unpackNibbles } from '../../../engine/data/nibbles.ts';
import { normaliseDigit, type Grey } from '../../../engine/data/normalise-digit.ts';

describe('idx', () => {
  test('reads sizes and bytes', () => {
    expect(readIdx(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 7, 9))).toEqual({
      shape: [2, 1],
      values: Uint8Array.of(7, 9),
    });
  });
  test.each([
    [[0, 0, 8], 'idx: a header needs 4 bytes, the file has 3'],
    [[1, 0, 8, 1], 'idx: the first two bytes must be zero, got 256'],
    [[0, 0, 13, 1, 0, 0, 0, 0], 'idx: only unsigned bytes (8) are read, got element type 13'],
    [[0, 0, 8, 2, 0, 0, 0, 1], 'idx: 2 sizes need 12 bytes, the file has 8'],
    [[0, 0, 8, 1, 0, 0, 0, 3, 1, 2], 'idx: shape [3] needs 3 bytes, the file has 2'],
  ])('refuses %j', (bytes, message) => {
    expect(() => readIdx(Uint8Array.from(bytes))).toThrow(message);
  });
});

describe('nibbles', () => {
  test('unpacking gives round(v / 17) for any grey values', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (values) => {
        const levels = unpackNibbles(packNibbles(values), values.length);
        expect([...levels]).toEqual([...values].map((value) => Math.round(value / 17)));
      }),
    );
  });
  test('the network sees 0, 1/15, …, 1', () => {
    expect([0, 8, 9, 17, 128, 255].map(sixteenLevels)).toEqual([0, 0, 1 / 15, 1 / 15, 8 / 15, 1]);
  });
  test('a wrong length is refused', () => {
    expect(() => unpackNibbles(new Uint8Array(3), 4)).toThrow('nibbles: 4 values need 2 bytes, got 3');
  });
});

describe('the packed digit file', () => {
  const labels = [3, 9, 0];
  const values = Uint8Array.from({ length: 3 * PIXELS }, (_, i) => (i * 17) % 256);
  const packed = packDigits(labels, values);

  test('holds labels and sixteen levels', () => {
    const set = unpackDigits(packed);
    expect([...set.labels]).toEqual(labels);
    expect([...digitPixels(set, 1)]).toEqual(
      [...values.subarray(PIXELS, 2 * PIXELS)].map((value) => Math.fround(sixteenLevels(value))),
    );
  });
  test.each([
    ['another file', packed.slice(1), 'digits: not a packed digit file (it must begin with DGT1)'],
    ['a cut', packed.slice(0, -1), 'digits: 3 digits need 1186 bytes, got 1185'],
    ['a label over 9', packed.with(8, 0xf0), 'digits: label 0 is 15, not 0–9'],
  ])('refuses %s', (_, file, message) => {
    expect(() => unpackDigits(file)).toThrow(message);
  });
  test('needs 784 pixels a label', () => {
    expect(() => packDigits([1], [0])).toThrow('digits: 1 labels need 784 pixels, got 1');
    expect(() => digitPixels(unpackDigits(packed), 3)).toThrow('digits: index 3 is not in 0–2');
  });
});

const rectangle = (side: number, left: number, top: number, width: number, height: number): Grey => ({
  width: side,
  height: side,
  ink: Float32Array.from({ length: side * side }, (_, i) => {
    const x = i % side;
    const y = Math.floor(i / side);
    return x >= left && x < left + width && y >= top && y < top + height ? 1 : 0;
  }),
});

function massOf(pixels: Float32Array) {
  const total = pixels.reduce((sum, ink) => sum + ink, 0);
  const x = pixels.reduce((sum, ink, i) => sum + ink * ((i % SIDE) + 0.5), 0) / total;
  const y = pixels.reduce((sum, ink, i) => sum + ink * (Math.floor(i / SIDE) + 0.5), 0) / total;
  return { x, y };
}

describe('normalising a drawing', () => {
  test('no ink, no digit', () => {
    expect(normaliseDigit(rectangle(112, 0, 0, 0, 0))).toBeUndefined();
  });

  test('a tall bar becomes 20 pixels high, keeps its proportions, and lies in the middle', () => {
    const digit = normaliseDigit(rectangle(112, 5, 10, 16, 80))!;
    expect(digit.box).toEqual({ left: 5, top: 10, width: 16, height: 80 });
    expect([digit.scaled.width, digit.scaled.height]).toEqual([4, 20]);
    expect(digit.offset).toEqual({ x: 12, y: 4 });
    expect(digit.pixels.reduce((sum, ink) => sum + ink, 0)).toBeCloseTo(80, 4);
  });

  test('scaling keeps the amount of ink and smooths the edges', () => {
    const digit = normaliseDigit(rectangle(112, 0, 0, 30, 7))!;
    expect([digit.scaled.width, digit.scaled.height]).toEqual([20, 5]);
    const drawing = inkOf([
      [
        [5, 5],
        [40, 50],
      ],
    ]);
    const scaled = normaliseDigit(drawing)!;
    const [sx, sy] = [scaled.scaled.width / scaled.box.width, scaled.scaled.height / scaled.box.height];
    const before = drawing.ink.reduce((sum, ink) => sum + ink, 0) * sx * sy;
    expect(scaled.scaled.ink.reduce((sum, ink) => sum + ink, 0)).toBeCloseTo(before, 2);
    expect(scaled.scaled.ink.some((ink) => ink > 0.1 && ink < 0.9)).toBe(true);
  });

  const stroke = fc.array(fc.tuple(fc.nat(LATTICE), fc.nat(LATTICE)), { minLength: 1, maxLength: 12 });
  test('wherever and however small it is drawn: 20 pixels at most, ink 0–1, centre of mass in the middle', () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 3 }), (strokes) => {
        const digit = normaliseDigit(inkOf(strokes))!;
        expect(Math.max(digit.scaled.width, digit.scaled.height)).toBe(20);
        expect(digit.pixels.every((ink) => ink >= 0 && ink <= 1)).toBe(true);
        const free = (offset: number, length: number) => offset > 0 && offset < SIDE - length;
        const mass = massOf(digit.pixels);
        if (free(digit.offset.x, digit.scaled.width)) expect(Math.abs(mass.x - 14)).toBeLessThan(0.6);
        if (free(digit.offset.y, digit.scaled.height)) expect(Math.abs(mass.y - 14)).toBeLessThan(0.6);
      }),
      { numRuns: 60 },
    );
  });

  test('moving a drawing on the paper does not change what the network reads', () => {
    const shape = [
      [10, 10],
      [20, 14],
      [12, 30],
    ] as const;
    const read = (dx: number, dy: number) => normaliseDigit(inkOf([shape.map(([x, y]) => [x + dx, y + dy] as const)]))!;
    expect(read(14, 20).pixels).toEqual(read(0, 0).pixels);
  });
});

describe('a drawing in a link', () => {
  const stroke = fc.array(fc.tuple(fc.nat(LATTICE), fc.nat(LATTICE)), { minLength: 1, maxLength: 12 });
  test('comes back as it was drawn', () => {
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 12 }), (strokes) => {
        expect(parseStrokes(formatStrokes(strokes))).toEqual(strokes);
        expect(formatStrokes(strokes)).toMatch(/^[\w.-]*$/);
      }),
    );
  });
  test('any text gives points on the lattice, and never too many', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6000, unit: 'binary' }), (text) => {
        const points = parseStrokes(text).flat();
        expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
        expect(points.flat().every((value) => Number.isInteger(value) && value >= 0 && value <= LATTICE)).toBe(true);
      }),
    );
    expect(parseStrokes('__')).toEqual([[[LATTICE, LATTICE]]]);
    expect(parseStrokes('AA'.repeat(5000))[0]).toHaveLength(MOST_POINTS);
    expect(parseStrokes('<script>').flat().length).toBeLessThan(4);
  });
  test('ink over the edge is noticed', () => {
    expect(
      touchesEdge([
        [
          [28, 28],
          [40, 28],
        ],
      ]),
    ).toBe(false);
    expect(
      touchesEdge([
        [
          [28, 28],
          [56, 28],
        ],
      ]),
    ).toBe(true);
    expect(touchesEdge([])).toBe(false);
  });
  test('a dot leaves a disc of the pen’s size', () => {
    const { ink } = inkOf([[[28, 28]]], 8);
    expect(ink.reduce((sum, value) => sum + value, 0) / 64).toBeCloseTo(Math.PI * 1.15 ** 2, 1);
  });
});
