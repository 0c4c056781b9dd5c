/**
 * The knobs of a figure as plain data, and the pure functions that read, clamp, write and name their values.
 * Knows nothing of the page: how a knob looks is the business of `Knob.svelte` and its neighbours.
 */

interface Common {
  /** In words, as a label beside the control: "learning rate". */
  label: string;
  /** TeX, as the equation writes it: `\\eta`. */
  symbol?: string;
  /** No row among the knobs: a handle in the plot is its control (and its keyboard path). */
  hidden?: boolean;
}

export interface NumberKnob extends Common {
  kind: 'number';
  initial: number;
  min: number;
  max: number;
  step: number;
  scale: 'linear' | 'log';
  integer: boolean;
  unit?: string;
  /** Values marked under the slider, at their true positions. */
  ticks: readonly number[];
  /** Decimals shown. */
  digits: number;
}

export interface ChoiceKnob<Option extends string = string> extends Common {
  kind: 'choice';
  initial: Option;
  options: Readonly<Record<Option, string>>;
}

export interface ToggleKnob extends Common {
  kind: 'toggle';
  initial: boolean;
}

export interface SeedKnob extends Common {
  kind: 'seed';
  initial: number;
  min: number;
  max: number;
}

export type Point = readonly [x: number, y: number];

export interface PointKnob extends Common {
  kind: 'point';
  initial: Point;
  x: readonly [min: number, max: number];
  y: readonly [min: number, max: number];
  step: number;
  digits: number;
  /** What the two coordinates are called; "x" and "y" unless told. */
  names: readonly [string, string];
}

export interface VectorKnob extends Common {
  kind: 'vector';
  initial: readonly number[];
  min: number;
  max: number;
  step: number;
  digits: number;
  /** One label (and one symbol) an entry. */
  labels: readonly string[];
  symbols?: readonly string[];
  unit?: string;
}

export type Knob = NumberKnob | ChoiceKnob | ToggleKnob | SeedKnob | PointKnob | VectorKnob;
export type Knobs = Readonly<Record<string, Knob>>;
export type Value = Knob['initial'];
export type StateOf<K extends Knobs> = { -readonly [Name in keyof K]: K[Name]['initial'] };

interface NumberOptions extends Common {
  min: number;
  max: number;
  step?: number;
  scale?: 'linear' | 'log';
  unit?: string;
  ticks?: readonly number[];
  digits?: number;
}

/** Decimals that a step needs: 0.01 → 2, 5 → 0. */
export const decimals = (step: number): number => (String(step).split('.')[1] ?? '').length;

/** Rounds away what binary fractions add: 0.1 + 0.2 → 0.3. */
export const tidy = (value: number): number => Number(value.toPrecision(12)) + 0;

const inside = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

function defaultTicks(min: number, max: number, scale: 'linear' | 'log', whole: boolean): number[] {
  const middle = tidy((min + max) / 2);
  if (scale === 'linear') return whole && !Number.isInteger(middle) ? [min, Math.round(middle), max] : [min, middle, max];
  const decades: number[] = [];
  for (let power = Math.ceil(Math.log10(min)); 10 ** power <= max; power++) decades.push(tidy(10 ** power));
  return [...new Set([min, ...decades, max])];
}

export function number(initial: number, options: NumberOptions): NumberKnob {
  const { min, max, step = 0.01, scale = 'linear', ...rest } = options;
  if (!(min < max)) throw new Error(`invalid range of ${options.label}: ${min} to ${max}`);
  if (scale === 'log' && min <= 0) throw new Error(`invalid range of ${options.label}: a log scale needs min > 0, got ${min}`);
  if (initial < min || initial > max) throw new Error(`invalid initial ${options.label}: ${initial} is not in ${min} to ${max}`);
  return {
    kind: 'number',
    integer: false,
    digits: decimals(step),
    ...rest,
    ticks: options.ticks ?? defaultTicks(min, max, scale, decimals(step) === 0),
    initial,
    min,
    max,
    step,
    scale,
  };
}

export const integer = (initial: number, options: NumberOptions): NumberKnob => ({
  ...number(initial, { step: 1, ...options, digits: 0 }),
  integer: true,
});

export function choice<const Options extends Readonly<Record<string, string>>>(
  initial: keyof Options & string,
  options: Options,
  common: Common,
): ChoiceKnob<keyof Options & string> {
  return { kind: 'choice', initial, options, ...common };
}

export const toggle = (initial: boolean, common: Common): ToggleKnob => ({ kind: 'toggle', initial, ...common });

/** The same seed deals the same luck: an integer from 1 to 999. */
export const seed = (initial: number, common: Partial<Common> = {}): SeedKnob => ({
  kind: 'seed',
  initial,
  min: 1,
  max: 999,
  label: 'seed',
  ...common,
});

export function point(
  initial: Point,
  options: Common & { x: Point; y: Point; step?: number; digits?: number; names?: readonly [string, string] },
): PointKnob {
  const { step = 0.01 } = options;
  return { kind: 'point', names: ['x', 'y'], digits: decimals(step), ...options, step, initial };
}

export function vector(
  initial: readonly number[],
  options: Common & {
    min: number;
    max: number;
    step?: number;
    digits?: number;
    labels?: readonly string[];
    symbols?: readonly string[];
    unit?: string;
  },
): VectorKnob {
  const { step = 0.01, labels = initial.map((_, i) => `${options.label} ${i + 1}`) } = options;
  if (labels.length !== initial.length)
    throw new Error(`invalid labels of ${options.label}: ${labels.length} for ${initial.length} entries`);
  return { kind: 'vector', digits: decimals(step), ...options, labels, step, initial };
}

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

/** One press of a key: `steps` coarse or fine steps up or down. A log scale moves by hundredths of its length. */
export function nudge(range: Range, value: number, steps: number, fine = false): number {
  const { min, max, step, scale, integer } = range;
  if (scale === 'linear') return snap(range, value + steps * (fine && !integer ? step / 10 : step), fine);
  const moved = valueAt(range, inside(position(range, value) + (steps * (fine ? 0.1 : 1)) / 100, 0, 1), fine);
  if (moved !== value) return moved;
  const unit = 10 ** (Math.floor(Math.log10(value)) - (fine ? 2 : 1));
  return inside(tidy(value + Math.sign(steps) * unit), min, max);
}

/** As the book prints numbers: a true minus, `digits` decimals, more only where the value has them. */
export function show(value: number, digits: number): string {
  const needed = Math.max(digits, Math.min(digits + 2, decimals(tidy(value))));
  return value.toFixed(Number.isInteger(value) && digits === 0 ? 0 : needed).replace('-', '−');
}

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
    case 'point':
    case 'vector':
      return `(${(value as readonly number[]).map((v) => show(v, knob.digits)).join(', ')})`;
  }
}

/** How a link writes a value; `read` is its inverse. */
export const write = (value: Value): string => (Array.isArray(value) ? value.map(String).join(',') : String(value));

export const equal = (a: Value, b: Value): boolean => write(a) === write(b);

const an = (label: string) => (/^[aeiou]/i.test(label) ? `an ${label}` : `a ${label}`);

/** A value read from outside: always usable; `note` says, for the reader, what had to be changed. */
export interface Reading {
  value: Value;
  note?: string;
}

const NUMERAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number as people and links write it, or NaN: no hexadecimals, no empty text, a true minus or a decimal comma allowed. */
export function readNumber(text: string): number {
  const plain = text.trim().replace('−', '-').replace(/^([^,]*),(\d+)$/, '$1.$2');
  return NUMERAL.test(plain) ? Number(plain) : NaN;
}

/** Reads a link's text for one knob: clamped, rounded to what the knob can show, never an exception. */
export function read(knob: Knob, text: string): Reading {
  const unreadable: Reading = {
    value: knob.initial,
    note: `This link’s ${knob.label} could not be read; it is ${valueText(knob, knob.initial)} here.`,
  };
  const one = (raw: string, range: Range, label: string): Reading & { value: number } => {
    const asked = Number(NUMERAL.test(raw) ? raw : NaN);
    if (Number.isNaN(asked)) return { value: NaN };
    const { min, max, digits } = range;
    const bound = asked > max ? max : asked < min ? min : undefined;
    if (bound === undefined) return { value: range.integer ? Math.round(asked) : tidy(asked) };
    const words = Number.isFinite(asked) ? show(tidy(asked), digits) : 'a number beyond all bounds';
    const side = bound === max ? 'largest' : 'smallest';
    const shown = words.length > 24 ? asked.toPrecision(3).replace('-', '−') : words;
    return { value: bound, note: `This link asked for ${an(label)} of ${shown}; the ${side} here is ${show(bound, digits)}.` };
  };
  switch (knob.kind) {
    case 'number':
    case 'seed': {
      const result = one(text, rangeOf(knob), knob.label);
      return Number.isNaN(result.value) ? unreadable : result;
    }
    case 'choice':
      return Object.hasOwn(knob.options, text) ? { value: text } : unreadable;
    case 'toggle':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : unreadable;
    case 'point':
    case 'vector': {
      const parts = text.split(',');
      if (parts.length !== knob.initial.length) return unreadable;
      const entries = parts.map((part, i) => {
        const [min, max] = knob.kind === 'vector' ? [knob.min, knob.max] : i ? knob.y : knob.x;
        const label = knob.kind === 'vector' ? knob.labels[i] : `${knob.names[i]} of ${knob.label}`;
        return one(part, { ...knob, min, max, scale: 'linear', integer: false }, label);
      });
      if (entries.some((entry) => Number.isNaN(entry.value))) return unreadable;
      return { value: entries.map((entry) => entry.value), note: entries.find((entry) => entry.note)?.note };
    }
  }
}
