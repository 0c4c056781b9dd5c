// Mean squared error, the loss of regression.
import { call } from '../kernels/call.ts';
import { meanSquaredErrorBackward, meanSquaredErrorForward } from '../kernels/losses.ts';
import { none, type Rule } from './rule.ts';
import { agree } from './shapes.ts';
import { group } from './tex.ts';

/** The mean of (prediction − target)² over all elements: one number. */
export const meanSquaredError: Rule<2> = {
  name: 'meanSquaredError',
  operands: ['predictions', 'targets'],
  tex: ([predictions, targets]) => String.raw`\operatorname{mean}\left(${predictions} - ${group(targets)}\right)^2`,
  shape: (shapes) => {
    agree('meanSquaredError', shapes);
    return [];
  },
  forward: ({ inputs: [a, b], output: loss }) =>
    call({ meanSquaredErrorForward }, a.size, a.offset, b.offset, loss.offset),
  backward: [
    ({ inputs: [a, b], output: loss, keep }) =>
      call({ meanSquaredErrorBackward }, a.size, a.offset, b.offset, loss.gradient, a.gradient, keep),
    ({ inputs: [a, b], output: loss, keep }) =>
      call({ meanSquaredErrorBackward }, a.size, b.offset, a.offset, loss.gradient, b.gradient, keep),
  ],
  sample: (size) => {
    const shape = [size(), size()];
    return { inputs: [{ shape }, { shape }], attributes: none };
  },
};
