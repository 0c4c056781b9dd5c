// The operations of a transformer's blocks.
import * as rules from './ops/rules.ts';
import { record, type Tensor } from './tensor.ts';

/** gain · (x − mean) / √(variance + epsilon) + bias along the last axis: x [..., width], gain and bias [width]. */
export const layerNorm = (x: Tensor, gain: Tensor, bias: Tensor, { epsilon = 1e-5 } = {}): Tensor =>
  record(rules.layerNorm, [x, gain, bias], { epsilon });
/**
 * softmax(q kᵀ / √(width of a head)) v for each head: qkv [batch, steps, 3 · width] → [batch, steps, width]. With `causal`
 * no step sees a later one. `program.scratch` of it begins with the attention weights [batch, heads, steps, steps].
 */
export const attention = (qkv: Tensor, { heads = 1, causal = false } = {}): Tensor =>
  record(rules.attention, [qkv], { heads, causal });
