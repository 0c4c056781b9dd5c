// Drawings to lay on the paper: things that the digit network never saw, and a digit where no digit of its training lay.
// Made by hand, as pen strokes on the lattice of `Stroke`; what the network says to them is computed, never written here.
import { formatStrokes, type Stroke } from '#engine';

/** Strokes written as one line of numbers each: x y x y … */
const strokes = (...lines: string[]): Stroke[] =>
  lines.map((line) => {
    const numbers = line.split(' ').map(Number);
    return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]] as const);
  });

/** The same drawing `by` times as large, its top left corner at (left, top). */
const scaled = (drawing: readonly Stroke[], by: number, left: number, top: number): Stroke[] =>
  drawing.map((stroke) => stroke.map(([x, y]) => [Math.round(left + x * by), Math.round(top + y * by)] as const));

const five = strokes('38 10 22 10 20 26 24 24 30 23 36 25 40 31 39 38 35 44 28 46 22 45 18 41');

export const drawings = {
  corner: { label: 'a small five in the corner', drawing: formatStrokes(scaled(five, 0.42, 1, 1)) },
  lying: { label: 'a one lying down', drawing: formatStrokes(strokes('12 28 44 28')) },
  letterH: { label: 'the letter H', drawing: formatStrokes(strokes('16 10 16 46', '40 10 40 46', '16 28 40 28')) },
  letterK: { label: 'the letter K', drawing: formatStrokes(strokes('18 10 18 46', '38 10 19 28 40 46')) },
  heart: { label: 'a heart', drawing: formatStrokes(strokes('28 44 14 28 14 18 20 14 28 22 36 14 42 18 42 28 28 44')) },
} as const;
