/**
 * The knobs of a figure as plain data. What their values may be, and how they are read and written, is in `values.ts`; how
 * they look, in the components beside it.
 */

interface Common {
  /** In words, as a label beside the control: "learning rate". */
  label: string;
  /** TeX, as the equation writes it: `\\eta`. */
  symbol?: string;
  /** No row among the knobs: a handle in the plot is its control (and its keyboard path). */
  hidden?: boolean;
  /** Stands in a drawer of this name, with the others of its kind. */
  group?: string;
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
  /** A list to be opened, though there are few: for long words. */
  list?: boolean;
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
  /** It is moved in a plot: the figure brings its handle. */
  hidden: true;
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

/** Something made by hand that a link carries as a short text, such as a drawing. The figure brings its own control. */
export interface TextKnob extends Common {
  kind: 'text';
  initial: string;
  hidden: true;
  /** What can be used of any text whatever; a usable text comes back unchanged. */
  clean(text: string): string;
  /** A value in words: "3 strokes". */
  says(value: string): string;
  /** What to tell the reader of a link whose text could not be used as it is; a general sentence unless told. */
  refusal?(text: string): string;
}

export type Knob = NumberKnob | ChoiceKnob | ToggleKnob | SeedKnob | PointKnob | VectorKnob | TextKnob;
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

function defaultTicks(min: number, max: number, scale: 'linear' | 'log', whole: boolean): number[] {
  const middle = Number(((min + max) / 2).toPrecision(3));
  if (scale === 'linear')
    return whole && !Number.isInteger(middle) ? [min, Math.round(middle), max] : [min, middle, max];
  const decades: number[] = [];
  for (let power = Math.ceil(Math.log10(min)); 10 ** power <= max; power++) decades.push(tidy(10 ** power));
  return [...new Set([min, ...decades, max])];
}

export function number(initial: number, options: NumberOptions): NumberKnob {
  const { min, max, step = 0.01, scale = 'linear', ...rest } = options;
  if (!(min < max)) throw new Error(`invalid range of ${options.label}: ${min} to ${max}`);
  if (scale === 'log' && min <= 0)
    throw new Error(`invalid range of ${options.label}: a log scale needs min > 0, got ${min}`);
  if (initial < min || initial > max)
    throw new Error(`invalid initial ${options.label}: ${initial} is not in ${min} to ${max}`);
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

/** The names of the options as text: `{ 16: 'sixteen' }` has the option "16". */
type Names<Options> = `${keyof Options & (string | number)}`;

export function choice<const Options extends Readonly<Record<string, string>>>(
  initial: Names<Options>,
  options: Options,
  common: Common & { list?: boolean },
): ChoiceKnob<Names<Options>> {
  return { kind: 'choice', initial, options: options as Readonly<Record<Names<Options>, string>>, ...common };
}

export const toggle = (initial: boolean, common: Common): ToggleKnob => ({ kind: 'toggle', initial, ...common });

export const text = (initial: string, options: Omit<TextKnob, 'kind' | 'initial' | 'hidden'>): TextKnob => ({
  kind: 'text',
  initial,
  hidden: true,
  ...options,
});

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
  options: Omit<Common, 'hidden'> & {
    x: Point;
    y: Point;
    step?: number;
    digits?: number;
    names?: readonly [string, string];
  },
): PointKnob {
  const { step = 0.01 } = options;
  return { kind: 'point', hidden: true, names: ['x', 'y'], digits: decimals(step), ...options, step, initial };
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
