// The tape: whatever is typed is read or refused in words; every gradient that the engine puts on it is what central
// differences say; boxes never overlap; links carry expressions and leaves unharmed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromQuery, toQuery } from '../../components/figure/url.ts';
import { figure } from '../../components/figures/Tape.svelte';
import { LONGEST, readLeaves, valuesOf, writeLeaves } from '../../components/figures/tape/expression.ts';
import { layOut } from '../../components/figures/tape/layout.ts';
import { runTape } from '../../components/figures/tape/passes.ts';
import { recordTape, refusalOf, tapeOf } from '../../components/figures/tape/record.ts';
import { FormulaError } from '../../components/formula/grammar.ts';
import { parseExpression } from '../../components/prose/expression.ts';

/** Expressions that the grammar allows and that are smooth wherever leaves may stand. */
const smooth: fc.Arbitrary<string> = fc.letrec<{ any: string; leaf: string; pair: string; call: string }>((tie) => ({
  leaf: fc.constantFrom('x', 'w', 'b2', '2', '0.5', '1.5'),
  pair: fc.tuple(tie('any'), fc.constantFrom('+', '-', '*'), tie('any')).map(([a, sign, b]) => `(${a}${sign}${b})`),
  call: fc
    .tuple(fc.constantFrom('tanh', 'sigmoid', 'sin', 'cos', '-', 'square'), tie('any'))
    .map(([name, x]) => (name === 'square' ? `(${x})^2` : `${name}(${x})`)),
  any: fc.oneof({ maxDepth: 3, depthSize: 'small' }, tie('leaf'), tie('pair'), tie('call')),
})).any;
const usable = smooth.filter((text) => text.length <= LONGEST && refusalOf(text) === undefined);
const at = (expression: string, more: Partial<Parameters<typeof runTape>[0]> = {}) =>
  runTape({ expression, leaves: '', at: 60, picked: 'x', nudge: '0.01', ...more });

describe('what can be typed', () => {
  test.each([
    ['', 'Nothing is written yet.', 0],
    ['3 + 4', 'There is nothing to turn: use at least one letter, such as x.', 0],
    ['x', 'x alone computes nothing: try x^2.', 0],
    ['2*(w', 'A “)” is missing.', 4],
    ['w +', 'The formula stops too early.', 3],
    ['x^y', 'The exponent must be a plain number here. Instead of x^y, write exp(y*ln(x)).', 1],
    ['x^50', 'Exponents from −20 to 20, please.', 1],
    ['x*5000', 'Numbers up to 1000, please.', 2],
    ['a+b+c+d+f+g+h', 'These are 7 leaves; there is room for 6.', 0],
    ['x'.repeat(LONGEST + 1), `That is longer than ${LONGEST} signs.`, LONGEST],
    ['x*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x', 'The page has room for 14 operations.', 29],
    ['tanh', 'A “(” is missing.', 4],
  ])('%j is refused: %s', (text, message, position) => {
    const error = refusalOf(text);
    expect(error?.message).toBe(message);
    expect(error?.position).toBe(position);
  });

  test.each([
    ['wx', 'To multiply, write w*x'],
    ['x + tahn(x)', '“tahn” is not known'],
    ['x + __proto__', '“_” is not known'],
    ['constructor(x)', '“constructor” is not known'],
    ['x; alert(1)', '“;” is not known'],
  ])('%j is refused with a way on', (text, part) => expect(refusalOf(text)?.message).toContain(part));

  test('any text whatever is recorded, or refused with a sentence and a place in it', () => {
    const signs = fc.constantFrom(...'wxbe0123456789.,+-*/^()|²·−π {};<>"\''.split(''), 'exp', 'tanh', 'relu', 'ln(');
    const typed = fc.oneof(
      fc.array(signs, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          expect(recordTape(text).nodes.length).toBeGreaterThan(1);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
          if (!(error instanceof FormulaError)) return;
          expect(error.message).toMatch(/^.{10,}\.$/su);
          expect(error.position).toBeGreaterThanOrEqual(0);
          expect(error.position).toBeLessThanOrEqual(Math.max(text.length, LONGEST));
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('both passes', () => {
  test('the result is what the formula is worth', () => {
    fc.assert(
      fc.property(usable, (text) => {
        const { leaves } = tapeOf(text);
        const values = valuesOf(leaves, new Map());
        const scope = Object.fromEntries(leaves.map((leaf, i) => [leaf, values[i]]));
        expect(at(text).whole.values.at(-1)).toBeCloseTo(parseExpression(text, leaves)(scope), 9);
      }),
      { numRuns: 150 },
    );
  });

  test('every gradient, of leaves and of boxes, is what central differences say', () => {
    const h = 1e-5;
    fc.assert(
      fc.property(usable, (text) => {
        const { whole } = at(text);
        for (const { id, live, kind, sign } of tapeOf(text).nodes) {
          if (!live) continue;
          const picked = kind === 'leaf' ? sign : `#${id}`;
          const [up, down] = [h, -h].map((nudge) => at(text, { picked, nudge: String(nudge) }).change ?? NaN);
          const size = Math.max(1, Math.abs(whole.gradients[id] ?? 0));
          expect(Math.abs((up - down) / (2 * h) - (whole.gradients[id] ?? NaN)) / size).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('step by step they end where both passes at once end, and nothing is known before its time', () => {
    fc.assert(
      fc.property(usable, (text) => {
        const { steps, whole, gradients, values, links } = at(text);
        expect(gradients).toEqual(whole.gradients);
        expect(values).toEqual(whole.values);
        expect(links.every(({ passed, slope }) => passed === (slope !== null))).toBe(true);
        const { nodes, result } = tapeOf(text);
        const forwards = steps.filter(({ phase }) => phase === 'forward').length;
        const middle = at(text, { at: forwards });
        expect(middle.gradients.every((gradient) => gradient === null)).toBe(true);
        expect(middle.values).toEqual(whole.values);
        expect(at(text, { at: forwards + 1 }).gradients[result.id]).toBe(1);
        const start = at(text, { at: 0 });
        nodes.forEach(({ id, kind }) => expect(start.values[id] === null).toBe(kind === 'operation'));
      }),
      { numRuns: 60 },
    );
  });

  test('a value that is used twice adds up its shares, one after the other', () => {
    const gradientAfter = (step: number) => at('x*x + x', { at: step, leaves: 'x=3' }).gradients[0];
    expect([0, 1, 2, 3, 4, 5].map(gradientAfter)).toEqual([null, null, null, null, 1, 7]);
  });

  test('where there is no value, the trouble is named and no number is made up', () => {
    const state = { expression: 'ln(x) + x', leaves: 'x=-2', at: 60, picked: 'x', nudge: '0.01' } as const;
    const passes = runTape(state);
    expect(passes.whole.values).toEqual([-2, null, null]);
    expect(passes.change).toBeNull();
    const trouble = figure.diverged?.(figure.stateWith(state), passes);
    expect(trouble && trouble.says).toContain('ln(−2.000) is no number');
  });
});

describe('claims of the chapter', () => {
  const miss = (nudge: string) => {
    const { change, whole } = at('(tanh(w*x + b) - y)^2', { picked: 'w', nudge });
    return Math.abs((change ?? NaN) / Number(nudge) / (whole.gradients[0] ?? NaN) - 1);
  };

  test('a nudge is worse when it is large, and worse when it is tiny', () => {
    expect(miss('1')).toBeGreaterThan(0.3);
    expect(miss('0.01')).toBeLessThan(0.02);
    expect(miss('1e-6')).toBeLessThan(1e-5);
    expect(miss('1e-15')).toBeGreaterThan(0.05);
  });

  test('a chain of sigmoids leaves at most a quarter at each, wherever the leaf stands', () => {
    for (const x of [-5, -2, -0.5, 0, 0.5, 2, 5]) {
      const { whole } = at('sigmoid(sigmoid(sigmoid(sigmoid(sigmoid(sigmoid(x))))))', { leaves: `x=${x}` });
      const left = whole.gradients.map((gradient) => gradient ?? NaN).toReversed();
      left.slice(1).forEach((gradient, i) => expect(gradient / left[i]).toBeLessThanOrEqual(0.25));
      expect(left[6]).toBeLessThan(0.0003);
    }
  });

  test('behind a shut ReLU all four gradients are zero', () => {
    const { whole } = at('v*relu(w*x + b)', { leaves: 'v=1,w=2,x=-1.5,b=1' });
    const leaves = tapeOf('v*relu(w*x + b)').nodes.filter(({ kind }) => kind === 'leaf');
    expect(leaves.map(({ id }) => whole.gradients[id])).toEqual([0, 0, 0, 0].map(() => expect.closeTo(0, 12)));
  });
});

test('boxes of a layer never overlap, and every wire leads to a later layer', () => {
  fc.assert(
    fc.property(usable, (text) => {
      const { nodes } = tapeOf(text);
      const wires = nodes.flatMap(({ id, inputs }) => inputs.map((from) => ({ from, to: id })));
      const { boxes, span } = layOut(nodes.length, wires);
      for (const [i, a] of boxes.entries()) {
        expect(a.slot).toBeGreaterThanOrEqual(-1e-9);
        expect(a.slot).toBeLessThanOrEqual(span - 1 + 1e-9);
        for (const b of boxes.slice(i + 1))
          if (a.layer === b.layer) expect(Math.abs(a.slot - b.slot)).toBeGreaterThan(0.999);
      }
      for (const { from, to } of wires) expect(boxes[from].layer).toBeGreaterThan(boxes[to].layer);
    }),
    { numRuns: 100 },
  );
});

describe('links', () => {
  test('an expression and its leaves survive one', () => {
    fc.assert(
      fc.property(
        usable,
        fc.dictionary(fc.constantFrom('x', 'w', 'b2'), fc.integer({ min: -50, max: 50 })),
        (expression, set) => {
          const leaves = writeLeaves(new Map(Object.entries(set).map(([leaf, tenths]) => [leaf, tenths / 10])));
          const state = figure.stateWith({ expression, leaves });
          expect(fromQuery(figure, toQuery(figure, state))).toMatchObject({ state, notes: [] });
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a bad expression in one is told of, with what was wrong', () => {
    const { state, notes } = fromQuery(figure, '?v=1&tape.expression=tanh(w*x');
    expect(state).toEqual(figure.initial());
    expect(notes).toEqual([
      'This link’s expression “tanh(w*x” could not be read. A “)” is missing. Another stands in its place.',
    ]);
  });

  test('leaves are clamped, and what cannot be read is left out', () => {
    expect([...readLeaves('w=9,x=-99,b=1e5,=3,y,e=2,wx=1,z=0.5')]).toEqual([
      ['w', 5],
      ['x', -5],
      ['z', 0.5],
    ]);
  });
});
