// Cross-entropy after a sigmoid, the loss of yes-or-no questions.
import { call } from '../kernels/call.ts';
import { sigmoidCrossEntropyBackward, sigmoidCrossEntropyForward } from '../kernels/losses.ts';
import { none, type Rule } from './rule.ts';
import { agree } from './shapes.ts';
import { group } from './tex.ts';

/**
 * The mean of −t log p − (1 − t) log(1 − p) with p = σ(logit): one number, from logits and targets of one shape, targets
 * from 0 to 1. By each logit its slope is (p − t) / n; the targets get no gradient.
 */
export const sigmoidCrossEntropy: Rule<2> = {
  name: 'sigmoidCrossEntropy',
  operands: ['logits', 'targets'],
  tex: ([logits, targets]) =>
    String.raw`-\operatorname{mean}\left(${group(targets)}\log\sigma(${logits}) + (1 - ${group(targets)})\log(1 - \sigma(${logits}))\right)`,
  shape: (shapes) => {
    agree('sigmoidCrossEntropy', shapes);
    return [];
  },
  forward: ({ inputs: [logits, targets], output: loss }) =>
    call({ sigmoidCrossEntropyForward }, logits.size, logits.offset, targets.offset, loss.offset),
  backward: [
    ({ inputs: [logits, targets], output: loss, keep }) =>
      call(
        { sigmoidCrossEntropyBackward },
        logits.size,
        logits.offset,
        targets.offset,
        loss.gradient,
        logits.gradient,
        keep,
      ),
    null,
  ],
  sample: (size) => {
    const shape = [size(), size()];
    return { inputs: [{ shape }, { shape, low: 0, high: 1 }], attributes: none };
  },
};
