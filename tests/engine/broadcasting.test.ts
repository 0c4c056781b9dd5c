// Broadcasting: elementwise operations on tensors of different shapes, values and gradients.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, broadcastTo, compile, constant, evaluate, multiply, parameter, subtract, sum } from '#engine';
import { sizeOf } from '../../engine/ops/shapes.ts';
import reference from '../reference/broadcasts.json';
import { difference } from './apply.ts';

test.each(reference)('a $inputs.0.shape times $inputs.1.shape is PyTorch’s, gradients too', (theirs) => {
  const [a, b] = theirs.inputs.map(({ shape, values }, i) => parameter('ab'[i], shape, values));
  const product = multiply(a, b);
  const program = compile({ loss: sum(multiply(product, constant(theirs.weights, product.shape))), dtype: 'float64' });
  program.forward();
  program.backward();
  expect(product.shape).toEqual(theirs.output.shape);
  expect(difference(program.value(product), theirs.output.values)).toBeLessThan(1e-13);
  expect(difference(program.gradient('a'), theirs.gradients[0])).toBeLessThan(1e-13);
  expect(difference(program.gradient('b'), theirs.gradients[1])).toBeLessThan(1e-13);
});

/** A shape, and one that broadcasts to it: some axes 1, some leading axes left out. */
const shapes = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 4 }), one: fc.boolean() }), { maxLength: 5 })
  .chain((axes) => fc.tuple(fc.constant(axes), fc.nat({ max: axes.length })))
  .map(([axes, dropped]) => ({
    whole: axes.map(({ size }) => size),
    part: axes.slice(dropped).map(({ size, one }) => (one ? 1 : size)),
  }));

/** The element that broadcasting puts at a position, straight from the definition. */
function elementAt(part: number[], whole: number[], position: number): number {
  let [rest, at, stride] = [position, 0, 1];
  for (let axis = whole.length - 1, p = part.length - 1; p >= 0; axis--, p--) {
    if (part[p] !== 1) at += (rest % whole[axis]) * stride;
    stride *= part[p];
    rest = Math.floor(rest / whole[axis]);
  }
  return at;
}

describe('properties', () => {
  test('every element comes from where the definition says, and gradients count the copies', () => {
    fc.assert(
      fc.property(shapes, ({ whole, part }) => {
        const values = Array.from({ length: sizeOf(part) }, (_, i) => i + 1);
        const x = parameter('x', part, values);
        const y = broadcastTo(x, whole);
        const program = compile({ loss: sum(y), dtype: 'float64' });
        program.forward();
        program.backward();
        const expected = Array.from({ length: sizeOf(whole) }, (_, i) => values[elementAt(part, whole, i)]);
        expect([...program.value(y)]).toEqual(expected);
        const copies = sizeOf(whole) / sizeOf(part);
        expect([...program.gradient('x')]).toEqual(values.map(() => copies));
      }),
    );
  });

  test('a + b = b + a and a − b = −(b − a), whatever is repeated', () => {
    fc.assert(
      fc.property(shapes, ({ whole, part }) => {
        const a = constant(
          Array.from({ length: sizeOf(whole) }, (_, i) => i / 3),
          whole,
        );
        const b = constant(
          Array.from({ length: sizeOf(part) }, (_, i) => 2 - i),
          part,
        );
        expect(evaluate(add(a, b))).toEqual(evaluate(add(b, a)));
        expect([...evaluate(subtract(a, b))].map((x) => 0 - x)).toEqual(
          [...evaluate(subtract(b, a))].map((x) => 0 + x),
        );
      }),
    );
  });

  test('plain numbers are constants', () => {
    expect([...evaluate(add(constant([1, 2, 3]), 0.5))]).toEqual([1.5, 2.5, 3.5]);
    expect([...evaluate(multiply(2, 3))]).toEqual([6]);
  });
});
