// Knobs: what they accept, where keys take them, how their values are written.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedValue } from '../../components/figure/keys.ts';
import {
  choice,
  integer,
  number,
  point,
  seed,
  text,
  toggle,
  vector,
  type Knob,
} from '../../components/figure/knobs.ts';
import { read, readNumber, write } from '../../components/figure/reading.ts';
import { brief, nudge, position, rangeOf, show, snap, valueAt, valueText } from '../../components/figure/values.ts';
import { allowed, hostile } from './states.ts';

const rate = number(0.3, { min: 0.01, max: 4, step: 0.01, scale: 'log', label: 'learning rate', symbol: '\\eta' });
const start = number(-2.6, { min: -3, max: 3, step: 0.1, label: 'start' });
const batch = integer(32, { min: 1, max: 128, label: 'batch', unit: 'examples' });
const knobs: Knob[] = [
  rate,
  start,
  batch,
  seed(3),
  choice('bowl', { bowl: 'Bowl', valleys: 'Two valleys' }, { label: 'landscape' }),
  toggle(false, { label: 'noise' }),
  point([0, 0.5], { x: [-1, 1], y: [0, 2], label: 'place' }),
  vector([1, 0], { min: -2, max: 2, label: 'weights' }),
  text('', {
    label: 'drawing',
    clean: (words) => words.replace(/[^a-z]/g, ''),
    says: (words) => `${words.length} letters`,
  }),
];
const press = (key: string, shiftKey = false) => ({ key, shiftKey, ctrlKey: false, altKey: false, metaKey: false });

describe('a definition that cannot be is refused', () => {
  test.each([
    [() => number(0, { min: 1, max: 1, label: 'rate' }), 'invalid range of rate: 1 to 1'],
    [
      () => number(1, { min: 0, max: 2, scale: 'log', label: 'rate' }),
      'invalid range of rate: a log scale needs min > 0, got 0',
    ],
    [() => number(9, { min: 0, max: 2, label: 'rate' }), 'invalid initial rate: 9 is not in 0 to 2'],
    [() => vector([1, 2], { min: 0, max: 2, label: 'w', labels: ['one'] }), 'invalid labels of w: 1 for 2 entries'],
  ])('%#', (define, message) => {
    expect(define).toThrow(message);
  });
});

describe('links', () => {
  test.each(knobs)('$kind $label: its default is read as it is written', (knob) => {
    expect(read(knob, write(knob.initial))).toEqual({ value: knob.initial });
  });

  test.each(knobs)('$kind $label: whatever a link says, the value is allowed, and a change is told', (knob) => {
    fc.assert(
      fc.property(hostile, (words) => {
        const { value, note } = read(knob, words);
        expect(allowed(knob, value)).toBe(true);
        if (note !== undefined) expect(note).toMatch(/\b[Tt]his link/);
      }),
    );
  });

  test.each([
    [rate, '40', 4, 'This link asked for a learning rate of 40; the largest here is 4.'],
    [rate, '0.001', 0.01, 'This link asked for a learning rate of 0.001; the smallest here is 0.01.'],
    [rate, '1e999', 4, 'This link asked for a learning rate beyond all bounds; the largest here is 4.'],
    [rate, 'fast', 0.3, 'This link’s learning rate could not be read; it is 0.30 here.'],
    [batch, '2.4', 2, undefined],
    [knobs[6], '5,1', [1, 1], 'This link asked for a x of place of 5; the largest here is 1.'],
    [knobs[6], '5', [0, 0.5], 'This link’s place could not be read; it is (0.00, 0.50) here.'],
    [knobs[8], 'a1b', 'ab', 'A part of this link’s drawing could not be read; the rest of it was used.'],
  ])('%#: %s', (knob, words, value, note) => {
    expect(read(knob as Knob, words as string)).toEqual(note === undefined ? { value } : { value, note });
  });
});

test('a text knob may say itself why a link could not be used', () => {
  const knob = text('x', {
    label: 'expression',
    clean: (words) => (words === 'y' ? words : 'x'),
    says: (words) => words,
    refusal: (words) => `This link’s “${words}” is not y.`,
  });
  expect(read(knob, 'y')).toEqual({ value: 'y' });
  expect(read(knob, 'z')).toEqual({ value: 'x', note: 'This link’s “z” is not y.' });
});

describe('typed numbers', () => {
  test.each([
    ['1.5', 1.5],
    ['−3', -3],
    ['1,5', 1.5],
    [' 2 ', 2],
    ['.5', 0.5],
  ])('%j is %d', (words, value) => {
    expect(readNumber(words)).toBe(value);
  });

  test.each(['', 'seven', '0x10', '1e', '1,2,3', 'NaN', '--1'])('%j is no number', (words) => {
    expect(readNumber(words)).toBeNaN();
  });
});

describe('keys', () => {
  test('arrows move by a step, with Shift by a tenth of it', () => {
    expect(keyedValue(press('ArrowRight'), rangeOf(start), 0)).toBe(0.1);
    expect(keyedValue(press('ArrowDown', true), rangeOf(start), 0)).toBe(-0.01);
    expect(keyedValue(press('ArrowUp'), rangeOf(batch), 128)).toBe(128);
    expect(keyedValue(press('ArrowUp', true), rangeOf(batch), 7)).toBe(8);
  });

  test('Page keys move a tenth of the way, Home and End go to the ends', () => {
    expect(keyedValue(press('PageUp'), rangeOf(start), 0)).toBe(0.6);
    expect(keyedValue(press('Home'), rangeOf(rate), 1)).toBe(0.01);
    expect(keyedValue(press('End'), rangeOf(rate), 1)).toBe(4);
  });

  test('other keys, and keys with a modifier, mean nothing here', () => {
    expect(keyedValue(press('Tab'), rangeOf(rate), 1)).toBeUndefined();
    expect(keyedValue({ ...press('ArrowUp'), ctrlKey: true }, rangeOf(rate), 1)).toBeUndefined();
  });

  test('on a log scale every press moves, from either end to the other', () => {
    for (const [key, from, to] of [
      ['ArrowRight', 0.01, 4],
      ['ArrowLeft', 4, 0.01],
    ] as const) {
      let value: number = from;
      for (let presses = 0; value !== to; presses++) {
        const next = keyedValue(press(key), rangeOf(rate), value) as number;
        expect(Math.sign(next - value)).toBe(Math.sign(to - from));
        expect(presses).toBeLessThan(200);
        value = next;
      }
    }
  });

  test('whole numbers on a log scale stay whole, and every press moves them', () => {
    const range = rangeOf(integer(20, { min: 1, max: 300, scale: 'log', label: 'neurons' }));
    for (const value of [1, 2, 3, 20, 299])
      for (const shift of [false, true]) {
        const next = keyedValue(press('ArrowRight', shift), range, value) as number;
        expect(Number.isInteger(next)).toBe(true);
        expect(next).toBeGreaterThan(value);
      }
  });
});

describe('values', () => {
  test.each([rate, start, batch])('$label: place and value agree', (knob) => {
    const range = rangeOf(knob);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (place) => {
        const value = valueAt(range, place);
        expect(allowed(knob, value)).toBe(true);
        expect(valueAt(range, position(range, value))).toBe(value);
        expect(snap(range, value)).toBe(value);
        expect(Math.abs(nudge(range, nudge(range, value, 1), -1) - value)).toBeLessThanOrEqual(range.max / 10);
      }),
    );
  });

  test('are shown as the book prints numbers', () => {
    expect(show(-0.3, 2)).toBe('−0.30');
    expect(show(0.305, 2)).toBe('0.305');
    expect(brief(0.001)).toBe('0.001');
    expect(valueText(batch, 32)).toBe('32 examples');
    expect(valueText(knobs[4], 'valleys')).toBe('Two valleys');
    expect(valueText(knobs[5], true)).toBe('on');
    expect(valueText(knobs[6], [0.5, -0.2])).toBe('(0.50, −0.20)');
    expect(valueText(knobs[8], 'abc')).toBe('3 letters');
  });
});
