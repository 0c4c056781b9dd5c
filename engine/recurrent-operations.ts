// The operations that go through a sequence step by step with a state: plain recurrent, LSTM and GRU.
import { none } from './ops/rule.ts';
import * as rules from './ops/rules.ts';
import { constant, record, type Tensor } from './tensor.ts';

/** [batch, hidden] of zeros: the state before the first step, unless one is given. */
const noState = (gates: Tensor, weights: Tensor): Tensor => {
  const shape = [gates.shape[1] ?? 1, weights.shape[0] ?? 1];
  return constant(new Float64Array(shape[0] * shape[1]), shape);
};
/** The states tanh(gates[t] + h[t − 1] W): gates [steps, batch, hidden], W [hidden, hidden], h0 [batch, hidden] or zero. */
export const rnn = (gates: Tensor, weights: Tensor, h0 = noState(gates, weights)): Tensor =>
  record(rules.rnn, [gates, weights, h0], none);
/** The states of an LSTM, gates i, f, g, o: gates [steps, batch, 4 · hidden], W [hidden, 4 · hidden], h0, c0 or zero. */
export const lstm = (
  gates: Tensor,
  weights: Tensor,
  h0 = noState(gates, weights),
  c0 = noState(gates, weights),
): Tensor => record(rules.lstm, [gates, weights, h0, c0], none);
/**
 * The states of a GRU, gates r, z, n: gates [steps, batch, 3 · hidden], W [hidden, 3 · hidden], bias [3 · hidden], added to
 * h W and for n reset with it; h0 or zero.
 */
export const gru = (gates: Tensor, weights: Tensor, bias: Tensor, h0 = noState(gates, weights)): Tensor =>
  record(rules.gru, [gates, weights, bias, h0], none);
