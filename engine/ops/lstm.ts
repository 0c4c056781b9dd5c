// A long short-term memory over a whole sequence.
import { call } from '../kernels/call.ts';
import { accumulate } from '../kernels/elementwise.ts';
import { lstmBackward, lstmForward, recurrentWeightsBackward } from '../kernels/recurrent.ts';
import { none, type Rule } from './rule.ts';
import { sequenceShape, sequenceSizes } from './sequences.ts';
import { sizeOf } from './shapes.ts';

/** How many gates there are: input i, forget f, candidate g, output o. */
const GATES = 4;

/**
 * The states of an LSTM (Hochreiter & Schmidhuber 1997; forget gate of Gers et al. 2000): gates [steps, batch, 4 · hidden],
 * hidden weights W [hidden, 4 · hidden], initial state h0 and cell c0 [batch, hidden] → [steps, batch, hidden]. `gates` is
 * what the input adds at each step, x Wx + b for all steps at once, in PyTorch's order i, f, g, o:
 * (i, f, g, o) = (σ, σ, tanh, σ)(gates[t] + h[t − 1] W), c[t] = f c[t − 1] + i g, h[t] = o tanh c[t].
 * Scratch: the gates after their activation [steps, batch, 4 · hidden], the cells c and tanh c [steps, batch, hidden] each;
 * filled on the way back: the gates' gradients before activation [steps, batch, 4 · hidden], those of h0 and c0.
 */
export const lstm: Rule<4> = {
  name: 'lstm',
  operands: ['gates', 'hidden weights', 'h0', 'c0'],
  tex: ([gates, weights, h0, c0]) =>
    String.raw`\operatorname{LSTM}\left(${gates}_t + h_{t-1}\,${weights}\right),\; h_0 = ${h0},\; c_0 = ${c0}`,
  shape: ([gates, weights, h0, c0]) => sequenceShape('lstm', GATES, gates, weights, [h0, c0]),
  scratch: ([gates, , h0]) => {
    const states = gates[0] * sizeOf(h0);
    return 2 * sizeOf(gates) + 2 * states + 2 * sizeOf(h0);
  },
  forward: ({ inputs: [gates, weights, h0, c0], output: y, scratch: kept }) => {
    const { steps, batch, hidden } = sequenceSizes(gates, weights);
    return call(
      { lstmForward },
      steps,
      batch,
      hidden,
      gates.offset,
      weights.offset,
      h0.offset,
      c0.offset,
      kept,
      y.offset,
    );
  },
  backwardShared: ({ inputs: [gates, weights, , c0], output: y, scratch: kept }) => {
    const { steps, batch, hidden } = sequenceSizes(gates, weights);
    return call({ lstmBackward }, steps, batch, hidden, weights.offset, c0.offset, kept, y.gradient);
  },
  backward: [
    ({ inputs: [gates, weights], scratch, keep }) => {
      const { size } = sequenceSizes(gates, weights);
      const slopes = scratch + gates.size + 2 * size;
      return call({ accumulate }, gates.size, slopes, gates.gradient, 1, keep);
    },
    ({ inputs: [gates, weights, h0], output: y, scratch, keep }) => {
      const { steps, batch, hidden, size } = sequenceSizes(gates, weights);
      const slopes = scratch + gates.size + 2 * size;
      const columns = GATES * hidden;
      const to = weights.gradient;
      return call({ recurrentWeightsBackward }, steps, batch, hidden, columns, h0.offset, y.offset, slopes, to, keep);
    },
    ({ inputs: [gates, weights, h0], scratch, keep }) => {
      const { size, state } = sequenceSizes(gates, weights);
      return call({ accumulate }, state, scratch + 2 * gates.size + 2 * size, h0.gradient, 1, keep);
    },
    ({ inputs: [gates, weights, , c0], scratch, keep }) => {
      const { size, state } = sequenceSizes(gates, weights);
      return call({ accumulate }, state, scratch + 2 * gates.size + 2 * size + state, c0.gradient, 1, keep);
    },
  ],
  sample: (size) => {
    const [steps, batch, hidden] = [size(), size(), size()];
    return {
      inputs: [
        { shape: [steps, batch, GATES * hidden] },
        { shape: [hidden, GATES * hidden], low: -1, high: 1 },
        { shape: [batch, hidden] },
        { shape: [batch, hidden] },
      ],
      attributes: none,
    };
  },
};
