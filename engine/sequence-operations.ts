// The operations on whole sequences: step by step with a state (plain recurrent, LSTM, GRU), and those of a transformer.
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

/** The rows of a table [vocabulary, width] with the numbers ids [...] (whole, from 0): [..., width]. */
export const embedding = (ids: Tensor, table: Tensor): Tensor => record(rules.embedding, [ids, table], none);
/** gain · (x − mean) / √(variance + epsilon) + bias along the last axis: x [..., width], gain and bias [width]. */
export const layerNorm = (x: Tensor, gain: Tensor, bias: Tensor, { epsilon = 1e-5 } = {}): Tensor =>
  record(rules.layerNorm, [x, gain, bias], { epsilon });
/**
 * softmax(q kᵀ / √(width of a head)) v for each head: qkv [batch, steps, 3 · width] → [batch, steps, width]. With `causal`
 * no step sees a later one. `program.scratch` of it begins with the attention weights [batch, heads, steps, steps].
 */
export const attention = (qkv: Tensor, { heads = 1, causal = false } = {}): Tensor =>
  record(rules.attention, [qkv], { heads, causal });
