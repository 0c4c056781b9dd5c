// A simple recurrent network over a whole sequence.
import { call } from '../kernels/call.ts';
import { accumulate } from '../kernels/elementwise.ts';
import { recurrentWeightsBackward, rnnBackward, rnnForward } from '../kernels/recurrent.ts';
import { none, type Rule } from './rule.ts';
import { sequenceShape, sequenceSizes } from './sequences.ts';
import { sizeOf } from './shapes.ts';

/**
 * The states h[t] = tanh(gates[t] + h[t − 1] W) of a simple recurrent network (Elman 1990): gates [steps, batch, hidden],
 * hidden weights W [hidden, hidden] and the initial state h0 [batch, hidden] → [steps, batch, hidden]. `gates` is what the
 * input adds at each step, x Wx + b for all steps at once.
 * Scratch, all of it filled on the way back: the gradient of gates before tanh [steps, batch, hidden], that of h0.
 */
export const rnn: Rule<3> = {
  name: 'rnn',
  operands: ['gates', 'hidden weights', 'h0'],
  tex: ([gates, weights, h0]) => String.raw`h_t = \tanh\left(${gates}_t + h_{t-1}\,${weights}\right),\; h_0 = ${h0}`,
  shape: ([gates, weights, h0]) => sequenceShape('rnn', 1, gates, weights, [h0]),
  scratch: ([gates, , h0]) => sizeOf(gates) + sizeOf(h0),
  forward: ({ inputs: [gates, weights, h0], output: y }) => {
    const { steps, batch, hidden } = sequenceSizes(gates, weights);
    return call({ rnnForward }, steps, batch, hidden, gates.offset, weights.offset, h0.offset, y.offset);
  },
  backwardShared: ({ inputs: [gates, weights], output: y, scratch: kept }) => {
    const { steps, batch, hidden } = sequenceSizes(gates, weights);
    return call({ rnnBackward }, steps, batch, hidden, weights.offset, y.offset, kept, y.gradient);
  },
  backward: [
    ({ inputs: [gates], scratch: slopes, keep }) => call({ accumulate }, gates.size, slopes, gates.gradient, 1, keep),
    ({ inputs: [gates, weights, h0], output: y, scratch: slopes, keep }) => {
      const { steps, batch, hidden } = sequenceSizes(gates, weights);
      const to = weights.gradient;
      return call({ recurrentWeightsBackward }, steps, batch, hidden, hidden, h0.offset, y.offset, slopes, to, keep);
    },
    ({ inputs: [gates, , h0], scratch, keep }) =>
      call({ accumulate }, h0.size, scratch + gates.size, h0.gradient, 1, keep),
  ],
  sample: (size) => {
    const [steps, batch, hidden] = [size(), size(), size()];
    return {
      inputs: [
        { shape: [steps, batch, hidden] },
        { shape: [hidden, hidden], low: -1, high: 1 },
        { shape: [batch, hidden] },
      ],
      attributes: none,
    };
  },
};
