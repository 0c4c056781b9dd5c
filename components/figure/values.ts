/**
 * The values of knobs: where they stand on a slider, how a key moves them, how the book prints them. Pure; knows nothing of
 * links or of the page.
 */
import { decimals, tidy, type Knob, type NumberKnob, type SeedKnob, type Value, type VectorKnob } from './knobs.ts';

const inside = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** One number that lies on a range: all that a slider, a number field or a handle needs to know. */
export interface Range {
  min: number;
  max: number;
  step: number;
  digits: number;
  scale: 'linear' | 'log';
  integer: boolean;
}

export const rangeOf = (knob: NumberKnob | SeedKnob | VectorKnob): Range =>
  knob.kind === 'number'
    ? knob
    : knob.kind === 'seed'
      ? { min: knob.min, max: knob.max, step: 1, digits: 0, scale: 'linear', integer: true }
      : { ...knob, scale: 'linear', integer: false };

/** Where a value stands on its slider, from 0 to 1. */
export function position({ min, max, scale }: Range, value: number): number {
  const [a, b, v] = scale === 'log' ? [Math.log(min), Math.log(max), Math.log(value)] : [min, max, value];
  return inside((v - a) / (b - a), 0, 1);
}

/** The value at a place on the slider, on the coarse grid (or one ten times finer). */
export function valueAt(range: Range, place: number, fine = false): number {
  const { min, max, scale } = range;
  const value = scale === 'log' ? min * (max / min) ** place : min + (max - min) * place;
  return snap(range, value, fine);
}

/** The nearest allowed value: inside the range; on multiples of the step, or on two significant digits of a log scale. */
export function snap({ min, max, step, scale, integer }: Range, value: number, fine = false): number {
  if (integer) return inside(Math.round(value), min, max);
  if (scale === 'log') return inside(Number(value.toPrecision(fine ? 3 : 2)), min, max);
  const grid = fine ? step / 10 : step;
  return inside(tidy(Math.round(value / grid) * grid), min, max);
}

/** One press of a key: `steps` coarse or fine steps up or down. A log scale moves by hundredths of its length, whole numbers by at least 1. */
export function nudge(range: Range, value: number, steps: number, fine = false): number {
  const { min, max, step, scale, integer } = range;
  if (scale === 'linear') return snap(range, value + steps * (fine && !integer ? step / 10 : step), fine);
  const moved = valueAt(range, inside(position(range, value) + (steps * (fine ? 0.1 : 1)) / 100, 0, 1), fine);
  if (moved !== value) return moved;
  const unit = integer ? 1 : 10 ** (Math.floor(Math.log10(value)) - (fine ? 2 : 1));
  return inside(tidy(value + Math.sign(steps) * unit), min, max);
}

/** As the book prints numbers: a true minus, `digits` decimals, more only where the value has them. */
export function show(value: number, digits: number): string {
  const needed = Math.max(digits, Math.min(digits + 2, decimals(tidy(value))));
  return value.toFixed(Number.isInteger(value) && digits === 0 ? 0 : needed).replace('-', '−');
}

/** A number with no more decimals than it has: for ticks and limits. */
export const brief = (value: number): string => String(tidy(value)).replace('-', '−');

/** A value in words, with its unit: "0.30", "32 examples", "Two valleys", "on", "(0.50, −0.20)". */
export function valueText(knob: Knob, value: Value): string {
  switch (knob.kind) {
    case 'number':
      return show(value as number, knob.digits) + (knob.unit ? ` ${knob.unit}` : '');
    case 'choice':
      return knob.options[value as string] ?? String(value);
    case 'toggle':
      return value ? 'on' : 'off';
    case 'seed':
      return String(value);
    case 'text':
      return knob.says(value as string);
    case 'point':
    case 'vector':
      return `(${(value as readonly number[]).map((v) => show(v, knob.digits)).join(', ')})`;
  }
}
