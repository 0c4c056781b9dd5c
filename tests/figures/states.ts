/** Any state that knobs allow, and any text that a link might hold: for properties over figures. */
import fc from 'fast-check';
import { tidy, type Knob, type Knobs, type StateOf, type Value } from '../../components/figure/knobs.ts';

const within = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((v) => Math.min(max, Math.max(min, tidy(v))));

function anyValue(knob: Knob): fc.Arbitrary<Value> {
  switch (knob.kind) {
    case 'number':
      return knob.integer ? fc.integer({ min: knob.min, max: knob.max }) : within(knob.min, knob.max);
    case 'seed':
      return fc.integer({ min: knob.min, max: knob.max });
    case 'choice':
      return fc.constantFrom(...Object.keys(knob.options));
    case 'toggle':
      return fc.boolean();
    case 'text':
      return fc.string().map(knob.clean);
    case 'point':
      return fc.tuple(within(...knob.x), within(...knob.y));
    case 'vector':
      return fc.tuple(...knob.initial.map(() => within(knob.min, knob.max)));
  }
}

export const anyState = <K extends Knobs>(knobs: K): fc.Arbitrary<StateOf<K>> =>
  fc
    .record(Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, anyValue(knob)])))
    .map((state) => ({ ...state }) as StateOf<K>);

/** Whether a knob may stand at a value. */
export function allowed(knob: Knob, value: unknown): boolean {
  const between = (v: unknown, [min, max]: readonly [number, number]) => typeof v === 'number' && v >= min && v <= max;
  switch (knob.kind) {
    case 'number':
      return between(value, [knob.min, knob.max]) && (!knob.integer || Number.isInteger(value));
    case 'seed':
      return between(value, [knob.min, knob.max]) && Number.isInteger(value);
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(knob.options, value);
    case 'toggle':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string' && knob.clean(value) === value;
    case 'point':
      return Array.isArray(value) && value.length === 2 && between(value[0], knob.x) && between(value[1], knob.y);
    case 'vector':
      return (
        Array.isArray(value) &&
        value.length === knob.initial.length &&
        value.every((entry) => between(entry, [knob.min, knob.max]))
      );
  }
}

export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.double().map(String),
  fc.array(fc.oneof(fc.double().map(String), fc.string())).map((parts) => parts.join(',')),
  fc.constantFrom(
    '',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '0x10',
    '1_000',
    ' 1 ',
    '٣',
    '%',
    '%E0%A4%A',
    'true',
    'null',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '<script>alert(1)</script>',
    '9'.repeat(5000),
    '1,2',
    ',',
    '0,,0',
  ),
);
