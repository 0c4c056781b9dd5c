/**
 * Values as text and back: what a link says, what a reader types. Whatever comes in, what goes out is a value that the
 * knob allows, and a sentence about what could not be granted.
 */
import { tidy, type Knob, type Value } from './knobs.ts';
import { brief, rangeOf, valueText, type Range } from './values.ts';

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
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(/^([^,]*),(\d+)$/, '$1.$2');
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
    const { min, max } = range;
    const bound = asked > max ? max : asked < min ? min : undefined;
    if (bound === undefined) return { value: range.integer ? Math.round(asked) : tidy(asked) };
    const size = Math.abs(asked) < 1e9 ? `of ${brief(asked)}` : 'beyond all bounds';
    const side = bound === max ? 'largest' : 'smallest';
    return {
      value: bound,
      note: `This link asked for ${an(label)} ${size}; the ${side} here is ${brief(bound)}.`,
    };
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
    case 'text': {
      const value = knob.clean(text);
      if (value === text) return { value };
      const note = `A part of this link’s ${knob.label} could not be read; the rest of it was used.`;
      return { value, note: knob.refusal?.(text) ?? note };
    }
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
