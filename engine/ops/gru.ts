// A gated recurrent unit over a whole sequence.
import { call } from '../kernels/call.ts';
import { accumulate } from '../kernels/elementwise.ts';
import { gruBackward, gruForward, recurrentWeightsBackward } from '../kernels/recurrent.ts';
import { sumAxis } from '../kernels/reduce.ts';
import { none, type Rule } from './rule.ts';
import { sequenceShape, sequenceSizes } from './sequences.ts';
import { show, sizeOf } from './shapes.ts';

/** How many gates there are: reset r, update z, candidate n. */
const GATES = 3;

/**
 * The states of a GRU (Cho et al. 2014) in PyTorch's form, where the reset gate comes after the product: gates
 * [steps, batch, 3 · hidden], hidden weights W [hidden, 3 · hidden], hidden bias b [3 · hidden], initial state h0
 * [batch, hidden] → [steps, batch, hidden]. `gates` is what the input adds at each step, x Wx + bx for all steps at once,
 * in the order r, z, n. With p = h[t − 1] W + b: r and z are σ(gates[t] + p), n = tanh(gates[t] + r p), and
 * h[t] = (1 − z) n + z h[t − 1].
 * Scratch: r, z, n [steps, batch, 3 · hidden] and the candidate's p [steps, batch, hidden]; filled on the way back: the
 * gradients of gates and of p [steps, batch, 3 · hidden] each, that of h0.
 */
export const gru: Rule<4> = {
  name: 'gru',
  operands: ['gates', 'hidden weights', 'hidden bias', 'h0'],
  tex: ([gates, weights, bias, h0]) =>
    String.raw`\operatorname{GRU}\left(${gates}_t,\; h_{t-1}\,${weights} + ${bias}\right),\; h_0 = ${h0}`,
  shape: ([gates, weights, bias, h0]) => {
    const shape = sequenceShape('gru', GATES, gates, weights, [h0]);
    if (bias.length !== 1 || bias[0] !== weights[1])
      throw new RangeError(`gru: hidden bias does not fit the hidden weights: ${show(weights)} + ${show(bias)}`);
    return shape;
  },
  scratch: ([gates, , , h0]) => 3 * sizeOf(gates) + gates[0] * sizeOf(h0) + sizeOf(h0),
  forward: ({ inputs: [gates, weights, bias, h0], output: y, scratch: kept }) => {
    const { steps, batch, hidden } = sequenceSizes(gates, weights);
    return call(
      { gruForward },
      steps,
      batch,
      hidden,
      gates.offset,
      weights.offset,
      bias.offset,
      h0.offset,
      kept,
      y.offset,
    );
  },
  backwardShared: ({ inputs: [gates, weights, , h0], output: y, scratch: kept }) => {
    const { steps, batch, hidden } = sequenceSizes(gates, weights);
    return call({ gruBackward }, steps, batch, hidden, weights.offset, h0.offset, y.offset, kept, y.gradient);
  },
  backward: [
    ({ inputs: [gates, weights], scratch, keep }) => {
      const { size } = sequenceSizes(gates, weights);
      return call({ accumulate }, gates.size, scratch + gates.size + size, gates.gradient, 1, keep);
    },
    ({ inputs: [gates, weights, , h0], output: y, scratch, keep }) => {
      const { steps, batch, hidden, size } = sequenceSizes(gates, weights);
      const slopes = scratch + 2 * gates.size + size;
      const columns = GATES * hidden;
      const to = weights.gradient;
      return call({ recurrentWeightsBackward }, steps, batch, hidden, columns, h0.offset, y.offset, slopes, to, keep);
    },
    ({ inputs: [gates, weights, bias], scratch, keep }) => {
      const { steps, batch, size } = sequenceSizes(gates, weights);
      const slopes = scratch + 2 * gates.size + size;
      return call({ sumAxis }, 1, steps * batch, bias.size, slopes, bias.gradient, 1, keep);
    },
    ({ inputs: [gates, weights, , h0], scratch, keep }) => {
      const { size, state } = sequenceSizes(gates, weights);
      return call({ accumulate }, state, scratch + 3 * gates.size + size, h0.gradient, 1, keep);
    },
  ],
  sample: (size) => {
    const [steps, batch, hidden] = [size(), size(), size()];
    return {
      inputs: [
        { shape: [steps, batch, GATES * hidden] },
        { shape: [hidden, GATES * hidden], low: -1, high: 1 },
        { shape: [GATES * hidden] },
        { shape: [batch, hidden] },
      ],
      attributes: none,
    };
  },
};
