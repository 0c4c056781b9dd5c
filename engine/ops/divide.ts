// a / b, element by element.
import { call } from '../kernels/call.ts';
import { accumulateQuotient, divide as divideKernel, divisorBackward } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';
import { agree } from './shapes.ts';

/** The quotient a / b, element by element; ±∞ or NaN where b is 0. */
export const divide: Rule<2> = {
  name: 'divide',
  operands: ['a', 'b'],
  tex: ([a, b]) => String.raw`\frac{${a}}{${b}}`,
  shape: (shapes) => agree('divide', shapes),
  forward: ({ inputs: [a, b], output: y }) => call({ divide: divideKernel }, y.size, a.offset, b.offset, y.offset),
  backward: [
    ({ inputs: [a, b], output: y, keep }) =>
      call({ accumulateQuotient }, y.size, y.gradient, b.offset, a.gradient, keep),
    ({ inputs: [, b], output: y, keep }) =>
      call({ divisorBackward }, y.size, b.offset, y.offset, y.gradient, b.gradient, keep),
  ],
  sample: (size) => {
    const shape = [size(), size()];
    return { inputs: [{ shape }, { shape, away: 0.5 }], attributes: none };
  },
};
