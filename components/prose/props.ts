// What the blocks of a chapter must be told. MDX does not check props, so each block checks its own and stops the build
// with its place in the text.
import { z } from 'astro/zod';
import { curveOf, numberOf } from './values.ts';

/** Left by the Markdown plugins: where in the text a block stands. */
const place = { at: z.string().optional() };

const words = z.string().min(1);
const point = z.tuple([z.number(), z.number()]);
/** A number, or the name of one in values.ts. */
const amount = z.union([z.number(), z.string().transform((name) => numberOf(name))]);
const points = z.union([
  z.array(point).min(2),
  z.string().transform((name) => curveOf(name).map(([x, y]) => [x, y] as const)),
]);
const figure = { figure: words.optional(), figureName: words.optional(), figureHref: words.optional() };
const knobs = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.array(z.number())]));

const option = z.strictObject({
  label: words,
  feedback: words,
  right: z.literal(true).optional(),
  picture: words.optional(),
});
const axis = z.strictObject({ min: z.number(), max: z.number(), label: words, ticks: z.array(z.number()).optional() });
const feedback = z.strictObject({
  right: words,
  off: words,
  near: words.optional(),
  less: words.optional(),
  more: words.optional(),
});

const predictBase = {
  ...place,
  ...figure,
  id: words,
  question: words,
  note: words.optional(),
  state: knobs.optional(),
};
const chart = {
  x: axis,
  y: axis.optional(),
  tolerance: z.number().positive().optional(),
  feedback,
  curve: points.optional(),
  points: z.array(z.strictObject({ at: point, is: z.enum(['plus', 'minus']) })).optional(),
};

export const predictProps = z.discriminatedUnion('kind', [
  z.strictObject({
    ...predictBase,
    kind: z.literal('choice'),
    options: z
      .array(option)
      .min(2)
      .max(5)
      .refine((list) => list.filter(({ right }) => right).length === 1, 'exactly one option is right'),
  }),
  z.strictObject({
    ...predictBase,
    ...chart,
    kind: z.literal('place'),
    place: z.enum(['point', 'line']).default('point'),
    answer: z.union([point, amount, z.strictObject({ from: point, to: point })]).optional(),
  }),
  z.strictObject({
    ...predictBase,
    ...chart,
    y: axis,
    kind: z.literal('draw'),
    answer: points,
    from: z.number().optional(),
  }),
]);
export type PredictProps = z.infer<typeof predictProps>;

const exerciseBase = {
  ...place,
  id: words,
  number: words,
  title: words.optional(),
  minutes: z.number().positive().optional(),
  hints: z.array(words).default([]),
};
const range = z.tuple([z.number(), z.number()]);

export const exerciseProps = z.discriminatedUnion('kind', [
  z.strictObject({ ...exerciseBase, kind: z.literal('pencil') }),
  z.strictObject({
    ...exerciseBase,
    kind: z.literal('number'),
    answer: amount,
    tolerance: z.number().positive().optional(),
    unit: words.optional(),
    mistakes: z.array(z.strictObject({ value: amount, feedback: words })).default([]),
  }),
  z.strictObject({
    ...exerciseBase,
    kind: z.literal('choice'),
    options: z
      .array(option)
      .min(2)
      .refine((list) => list.some(({ right }) => right), 'at least one option is right'),
  }),
  z.strictObject({
    ...exerciseBase,
    kind: z.literal('expression'),
    answer: words,
    variables: z.union([z.array(words).min(1), z.record(words, range)]),
    mistakes: z.array(z.strictObject({ value: words, feedback: words })).default([]),
  }),
  z.strictObject({ ...exerciseBase, ...figure, kind: z.literal('figure'), figure: words, challenge: words }),
]);

export const blankProps = z.strictObject({
  ...place,
  answer: amount,
  tolerance: z.number().positive().optional(),
  label: words,
});
export const showProps = z.strictObject({ ...place, ...figure, figure: words, figureHref: words, state: knobs });
export const titledProps = z.strictObject({ ...place, title: words });
export const workedProps = z.strictObject({ ...place, title: words.optional() });
export const failureProps = z.strictObject({ ...place, ...figure, title: words, state: knobs.optional() });
export const misconceptionProps = z.strictObject({ ...place, claim: words });
export const recallProps = z.strictObject({ ...place, question: words, chapter: z.int().positive().optional() });
export const tableProps = z.strictObject({ ...place, id: words, number: words, caption: words });
export const chartProps = z.strictObject({ ...place, id: words, of: words, alt: words, caption: words });
export const codeProps = z.strictObject({ ...place, file: words, name: words.optional(), title: words.optional() });
export const valueProps = z.strictObject({
  ...place,
  of: words,
  digits: z.int().min(0).max(12),
  sign: z.boolean().optional(),
});
export const markProps = z.strictObject({
  ...place,
  is: z.enum(['hand', 'gradient', 'plus', 'minus', 'loss', 'momentum', 'rmsprop', 'adam', 'attention']),
});

/** The props, checked and completed with their defaults. Slots and handlers that Astro passes along are not props. */
export function checked<Schema extends z.ZodType>(component: string, schema: Schema, props: object): z.infer<Schema> {
  const own = Object.fromEntries(Object.entries(props).filter(([name]) => name !== 'class' && name !== 'slot'));
  const { at, id } = own as { at?: string; id?: string };
  const result = attempt(() => schema.safeParse(own), component, at);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'props'}: ${message}`);
  throw new Error(`${at ? `${at}: ` : ''}${component}${id ? ` "${id}"` : ''}: ${problems.join('; ')}`);
}

/** Names in values.ts are looked up while props are checked; what they complain of gets the block's place too. */
function attempt<T>(compute: () => T, component: string, at: string | undefined): T {
  try {
    return compute();
  } catch (error) {
    throw new Error(`${at ? `${at}: ` : ''}${component}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
