// What the playground reads and keeps: layers and features as texts, pasted tables (fuzzed), points put by hand, pinned runs.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitOwn } from '../../engine/data/own-points.ts';
import { drain, playground } from '#engine/jobs';
import { finite } from '../../components/figure/finite.ts';
import { initialState } from '../../components/figure/url.ts';
import { knobs } from '../../components/figures/playground/knobs.ts';
import { MOST_ROWS, readOwn, storedOwn, storeOwn, writeOwn } from '../../components/figures/playground/own-note.ts';
import { noPoints, readTable, withoutLast, withPoint } from '../../components/figures/playground/own-text.ts';
import {
  mergePins,
  pinOf,
  readPins,
  storedPins,
  storePins,
  writePins,
} from '../../components/figures/playground/pins.ts';
import { parameters } from '../../components/figures/playground/setup.ts';
import { readFeatures, readLayers, writeFeatures, writeLayers } from '../../components/figures/playground/texts.ts';

describe('texts', () => {
  test('layers and features come back as they were written; anything else becomes something that can be built', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(writeLayers(readLayers(writeLayers(readLayers(text))))).toBe(writeLayers(readLayers(text)));
        expect(readFeatures(text).length).toBeGreaterThan(0);
      }),
    );
    expect(writeLayers(readLayers('4.tanh,9.tanh,2.nope,3.relu'))).toBe('4.tanh,3.relu');
    expect(writeFeatures(readFeatures('xy,x,x,q'))).toBe('x,xy');
  });
});

describe('a pasted table', () => {
  const cell = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  test('of any delimiter, with a header or without, is read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(',', ';', '\t', '|', ' '),
        fc.boolean(),
        fc.array(fc.tuple(cell, cell, fc.constantFrom('cat', 'dog')), { minLength: 2, maxLength: 30 }),
        (delimiter, hasHeader, rows) => {
          const all = [...rows, [1, 2, 'cat'], [2, 1, 'dog']];
          const lines = all.map((row) => row.join(delimiter));
          const reading = readTable(
            [...(hasHeader ? [`width${delimiter}height${delimiter}kind`] : []), ...lines].join('\n'),
          );
          if ('error' in reading) throw new Error(reading.error);
          expect(reading.rows).toBe(all.length);
          expect(reading.header?.length).toBe(hasHeader ? 3 : undefined);
          expect(reading.own.names).toEqual(['cat', 'dog']);
          expect([...reading.own.x, ...reading.own.y].every((v) => Math.abs(v) <= 3)).toBe(true);
        },
      ),
    );
  });

  test('whatever is pasted, there is an answer: points that can be trained on, or a sentence', () => {
    const pieces = [
      '1',
      '-2.5',
      'NaN',
      'Infinity',
      '1e999',
      ',',
      ';',
      '\t',
      '\n',
      '"',
      'a',
      'b',
      ' ',
      '−3',
      '',
      '0x1f',
      '<b>',
    ];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom(...pieces)).map((all) => all.join('')),
        ),
        (text) => {
          const reading = readTable(text);
          if ('error' in reading) {
            expect(reading.error).not.toMatch(/undefined|\[object/);
            return;
          }
          expect(finite(reading.own)).toBe(true);
          expect(reading.own.x.length).toBe(reading.rows);
          expect(reading.own.target.length).toBe(reading.rows);
        },
      ),
      { numRuns: 100, seed: 9 },
    );
  });

  test.each([
    ['', 'nothing to read'],
    ['1,2,a', 'There is one row of data'],
    ['1,2,a\n3,4,a', 'All rows have the label “a”'],
    ['1,2,a\n3,four,b', 'Line 2: “four” is not a number'],
    ['x,y,z\n1,2,a\n3,NaN,b', 'Line 3: “NaN” is not a number'],
    ['1,2,a\n\n3,4', 'Line 3 has 2 values instead of 3: “3 4”'],
    ['1,2,a\n1e999,4,b', 'Line 2: “1e999” is not a number'],
    ['1,2,\n3,4,b', 'Line 1 has no label'],
    [Array.from({ length: 7 }, (_, i) => `1,2,c${i}`).join('\n'), 'There are 7 labels; at most 5'],
    ['1,2,a\n'.repeat(MOST_ROWS + 5), 'There are 10005 rows; at most 10,000'],
    ['1,2,a\n'.repeat(MOST_ROWS + 1), 'There are 10001 rows; at most 10,000'],
  ])('%j is refused: %s', (text, words) => {
    const reading = readTable(text);
    expect('error' in reading ? reading.error : '').toContain(words);
  });

  test('of many different numbers is a regression; decimal commas are read where they do not divide', () => {
    const reading = readTable(Array.from({ length: 30 }, (_, i) => `${i},5;${-i};${i * i}`).join('\n'));
    if ('error' in reading) throw new Error(reading.error);
    expect(reading.own.classes).toBe(0);
    expect(reading.columns[0]).toEqual({ from: 0.5, to: 29.5 });
    expect(Math.max(...reading.own.target)).toBeCloseTo(1, 6);
  });

  test('of ten thousand rows is read', () => {
    const reading = readTable(Array.from({ length: MOST_ROWS }, (_, i) => `${i % 97},${i % 89},${i % 3}`).join('\n'));
    expect('error' in reading ? reading.error : reading.rows).toBe(MOST_ROWS);
  });

  test('points put by hand are added and taken away', () => {
    const two = withPoint(withPoint(noPoints, 9, -1, 1), 0, 0, 0);
    expect([...two.x]).toEqual([3, 0]);
    expect([...withoutLast(two).target]).toEqual([1]);
  });
});

describe('pins', () => {
  const frames = drain(playground, parameters(initialState(knobs), undefined), 4);
  const pin = (id: string) => pinOf(frames, { id, name: `run ${id}`, query: '?v=1', weights: 18, parameters: 25 });

  test('say what a run cost, and come back from a text as they were', () => {
    expect(pin('a').cost).toEqual({ parameters: 25, updates: 30, examples: 300, sums: 16200 });
    const pins = [pin('a'), pin('b')];
    expect(readPins(writePins(pins))).toEqual(pins);
    expect(mergePins(pins, [pin('b'), pin('c')]).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('whatever a file says, only sound pins are taken', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(Array.isArray(readPins(text))).toBe(true);
      }),
    );
    const bad = { ...pin('a'), curve: [[0, 'x', null]] };
    expect(readPins(JSON.stringify([bad, pin('b'), 7, null]))).toEqual([pin('b')]);
  });

  test('are kept on the device; where there is no room, what was kept stays', () => {
    const device = onDevice();
    expect(storePins([pin('a')])).toBe(true);
    device.isFull = true;
    expect(storePins([pin('a'), pin('b')])).toBe(false);
    expect(storedPins()).toEqual([pin('a')]);
    device.forbid();
    expect(storedPins()).toEqual([]);
    expect(storePins([])).toBe(false);
  });
});

describe('own points', () => {
  const two = withPoint(withPoint(noPoints, 0.1, -1, 1), 1 / 3, 2, 0);

  test('come back from a text to the bit', () => {
    const coordinate = fc.float({ min: -3, max: 3, noNaN: true }).map((v) => v + 0); // no −0
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate, fc.constantFrom(0, 1)), { maxLength: 20 }), (points) => {
        const own = points.reduce((all, point) => withPoint(all, ...point), noPoints);
        expect(readOwn(writeOwn(own))).toEqual(own);
      }),
      { numRuns: 30 },
    );
  });

  test('of every class at least one is for training, and the rest as the share says', () => {
    const four = withPoint(withPoint(two, 1, 1, 1), 2, 2, 1);
    for (let seed = 1; seed <= 20; seed++) {
      const { train, test: held } = splitOwn(four, seed, 0.5);
      expect([train.length, held.length]).toEqual([2, 2]);
      expect(new Set(train.map(({ target }) => target)).size).toBe(2);
      expect(splitOwn(four, seed, 0.1).train).toHaveLength(2);
      expect(splitOwn({ ...four, classes: 0 }, seed, 0.1).train).toHaveLength(1);
    }
    expect(splitOwn(noPoints, 1, 0.5)).toEqual({ train: [], test: [] });
  });

  test.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['a number', '7'],
    ['another length', JSON.stringify({ ...JSON.parse(writeOwn(two)), x: [0] })],
    ['a class that is not there', JSON.stringify({ ...JSON.parse(writeOwn(two)), target: [0, 2] })],
    ['a point outside', JSON.stringify({ ...JSON.parse(writeOwn(two)), x: [0, 9] })],
    ['a name too few', JSON.stringify({ ...JSON.parse(writeOwn(two)), names: ['a'] })],
    ['six classes', JSON.stringify({ ...JSON.parse(writeOwn(two)), classes: 6, names: [...'abcdef'] })],
    ['a value that is none', writeOwn(two).replace('-1', '"-1"')],
  ])('are refused with %s', (_, text) => {
    expect(() => readOwn(text)).toThrow('not sound');
  });

  test('are kept on the device until they are taken away; where there is no room, that is told', () => {
    const device = onDevice();
    expect(storedOwn()).toBeUndefined();
    expect(storeOwn(two)).toBe(true);
    expect(storedOwn()).toEqual(two);
    device.isFull = true;
    expect(storeOwn(withPoint(two, 0, 0, 1))).toBe(false);
    expect(storedOwn()).toEqual(two);
    expect(storeOwn(noPoints)).toBe(true);
    expect(storedOwn()).toBeUndefined();
    device.forbid();
    expect(storedOwn()).toBeUndefined();
    expect(storeOwn(two)).toBe(false);
  });
});

/** A browser's memory, which may be full, or forbidden. */
function onDevice() {
  const kept = new Map<string, string>();
  const device = { isFull: false, forbid: () => Reflect.deleteProperty(globalThis, 'localStorage') };
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => kept.delete(key),
    setItem(key: string, value: string) {
      if (device.isFull) throw new Error('QuotaExceededError');
      kept.set(key, value);
    },
  };
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
  return device;
}
