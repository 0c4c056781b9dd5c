// log x, element by element.
import { call } from '../kernels/call.ts';
import { accumulateQuotient, logForward } from '../kernels/elementwise.ts';
import { none, type Rule } from './rule.ts';

/** The natural logarithm; −∞ at 0 and NaN below. */
export const log: Rule<1> = {
  name: 'log',
  operands: ['x'],
  tex: ([x]) => String.raw`\log\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y }) => call({ logForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, keep }) => call({ accumulateQuotient }, y.size, y.gradient, x.offset, x.gradient, keep),
  ],
  sample: (size) => ({ inputs: [{ shape: [size(), size()], low: 0.5, high: 3 }], attributes: none }),
};
