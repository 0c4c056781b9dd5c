// Formulas that readers type: what can be read, what is equal, and that no input does more than fail with a sentence.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areEqual, ExpressionError, parseExpression } from '../../components/prose/expression.ts';

const names = ['w', 'x', 'eta'];
const scope = { w: 2, x: 3, eta: 0.1 };
const value = (text: string) => parseExpression(text, names)(scope);

describe('reading', () => {
  test.each([
    ['2w x^2', 36],
    ['2·w·x²', 36],
    ['−w^2', -4],
    ['(−w)^2', 4],
    ['2^3^2', 512],
    ['w − eta*x', 1.7],
    ['6/2/3', 1],
    ['w/2x', 3],
    ['|−3|+1', 4],
    ['max(w, x)', 3],
    ['relu(−1) + exp(0)', 1],
    ['sigmoid(0)', 0.5],
    ['1.5e', 1.5 * Math.E],
    ['[w+x]·{2}', 10],
    ['--w', 2],
  ])('%s', (text, expected) => expect(value(text)).toBeCloseTo(expected, 12));

  test.each([
    ['', 'Nothing is written yet'],
    ['w +', 'stops too early'],
    ['2*(w', 'A “)” is missing'],
    ['w)', '“)” cannot stand here'],
    ['2y', '“y” is not known here; known here: w, x, eta'],
    ['exp', 'A “(” is missing'],
    ['exp(1, 2)', '“exp” takes 1 value'],
    ['max(1)', '“max” takes 2 values'],
    ['constructor', 'is not known here'],
    ['w'.repeat(300), 'longer than 200'],
    ['('.repeat(90), 'Too many brackets'],
  ])('%s is refused', (text, message) => expect(() => value(text)).toThrow(message));
});

describe('equality', () => {
  const ranges = { w: [0.5, 2], x: [-1, 1], eta: [0, 1] } as const;
  const same = (a: string, b: string) => areEqual(parseExpression(a, names), parseExpression(b, names), ranges);
  test('the same however written', () => {
    expect(same('2w x^2', 'x*x*w + w*x^2')).toBe(true);
    expect(same('(w-x)^2', 'w^2 - 2w x + x^2')).toBe(true);
    expect(same('sigmoid(w)', '1/(1+exp(-w))')).toBe(true);
  });
  test('different', () => {
    expect(same('2w x^2', 'w x^2')).toBe(false);
    expect(same('|x|', 'x')).toBe(false);
    expect(same('ln(x)', 'ln(x)+0.001')).toBe(false);
  });
  test('two formulas without a value anywhere are not called equal', () => {
    expect(same('ln(-w)', 'sqrt(-w)')).toBe(false);
  });
});

test('any text is read or refused with an ExpressionError, and quickly', () => {
  const signs = fc.constantFrom(
    ...'wxeta0123456789.,+-*/^()|²·−:{}[] \\"\'`$;<>='.split(''),
    'exp',
    'max',
    'relu',
    '__proto__',
  );
  const text = fc.array(signs, { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (typed) => {
      try {
        expect(typeof parseExpression(typed, names)(scope)).toBe('number');
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionError);
      }
    }),
    { numRuns: 3000 },
  );
});

test('sums and products are worth what arithmetic says', () => {
  const tree: fc.Arbitrary<{ text: string; worth: number }> = fc.letrec((tie) => ({
    leaf: fc.integer({ min: 0, max: 20 }).map((n) => ({ text: String(n), worth: n })),
    node: fc.tuple(fc.constantFrom('+', '-', '*'), tie('any'), tie('any')).map(([sign, a, b]) => {
      const [left, right] = [a, b] as { text: string; worth: number }[];
      const worth = { '+': left.worth + right.worth, '-': left.worth - right.worth, '*': left.worth * right.worth }[
        sign
      ];
      return { text: `(${left.text}${sign}${right.text})`, worth: worth ?? NaN };
    }),
    any: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('node')),
  })).any as fc.Arbitrary<{ text: string; worth: number }>;
  fc.assert(
    fc.property(tree, ({ text, worth }) => {
      fc.pre(text.length <= 200);
      expect(value(text)).toBe(worth);
    }),
  );
});
