// Cross-entropy after softmax, the loss of classification.
import { call } from '../kernels/call.ts';
import { softmaxCrossEntropyBackward, softmaxCrossEntropyForward } from '../kernels/losses.ts';
import { none, type Rule } from './rule.ts';
import { show, sizeOf } from './shapes.ts';

/**
 * The mean over the batch of −log softmax(logits)[label]: one number, from logits [batch, classes] and labels [batch],
 * whole numbers from 0 to classes − 1. By each logit its slope is (probability − one-hot label) / batch.
 */
export const softmaxCrossEntropy: Rule<2> = {
  name: 'softmaxCrossEntropy',
  operands: ['logits', 'labels'],
  tex: ([logits, labels]) =>
    String.raw`-\operatorname{mean}\,\log\operatorname{softmax}\left(${logits}\right)_{${labels}}`,
  shape: ([logits, labels]) => {
    if (logits.length !== 2 || labels.length !== 1 || logits[0] !== labels[0])
      throw new RangeError(
        `softmaxCrossEntropy: needs logits [batch, classes] and labels [batch]: ${show(logits)} and ${show(labels)}`,
      );
    return [];
  },
  scratch: ([logits]) => sizeOf(logits),
  forward: ({ inputs: [logits, labels], output: loss, scratch: probabilities }) => {
    const [batch, classes] = logits.shape;
    const { offset } = loss;
    return call({ softmaxCrossEntropyForward }, batch, classes, logits.offset, labels.offset, probabilities, offset);
  },
  backward: [
    ({ inputs: [logits, labels], output: loss, scratch: probabilities, keep }) => {
      const [batch, classes] = logits.shape;
      const { gradient } = loss;
      const dlogits = logits.gradient;
      return call(
        { softmaxCrossEntropyBackward },
        batch,
        classes,
        labels.offset,
        probabilities,
        gradient,
        dlogits,
        keep,
      );
    },
    null,
  ],
  sample: (size) => {
    const [batch, classes] = [size(), size()];
    return { inputs: [{ shape: [batch, classes] }, { shape: [batch], classes }], attributes: none };
  },
};
