/**
 * Scaled dot-product attention (Vaswani et al. 2017), all heads of all sequences in one call. Queries, keys and values lie
 * side by side in one array [batch, steps, 3, heads, width]; the result is [batch, steps, heads, width]. `width` is that
 * of one head. It knows nothing of the projections before and after.
 */
import { exp } from './math.ts';
import { held, type Memory } from './memory.ts';

/** How many steps a step may look at: all of them, or with `causal` 1 only those up to itself. */
const seen = (at: number, steps: number, causal: number): number => (causal === 0 ? steps : at + 1);

/** The dot product of two stretches of n numbers. */
function dot(m: Memory, n: number, a: number, b: number): number {
  let sum = 0;
  for (let c = 0; c < n; c++) sum += m[a + c] * m[b + c];
  return sum;
}

/** Turns n scores into positive numbers that add up to 1, in place. */
function softmaxInPlace(m: Memory, n: number, x: number): void {
  let top = m[x];
  for (let j = 1; j < n; j++) if (!(m[x + j] <= top)) top = m[x + j];
  let sum = 0;
  for (let j = 0; j < n; j++) sum += m[x + j] = exp(m[x + j] - top);
  for (let j = 0; j < n; j++) m[x + j] /= sum;
}

/**
 * y = softmax(q kᵀ / √width) v for each head of each sequence. Keeps the softmax in `weights` [batch, heads, steps,
 * steps]: row i holds how much step i takes from each step, 0 where it may not look.
 */
export function attentionForward(
  m: Memory,
  batch: number,
  heads: number,
  steps: number,
  width: number,
  causal: number,
  qkv: number,
  weights: number,
  y: number,
): void {
  const all = heads * width; // from one step of y to the next, and from q to k to v
  const scale = 1 / Math.sqrt(width);
  for (let s = 0; s < batch; s++)
    for (let h = 0; h < heads; h++, weights += steps * steps) {
      const q = qkv + s * steps * 3 * all + h * width;
      const k = q + all;
      const v = k + all;
      const out = y + s * steps * all + h * width;
      for (let i = 0; i < steps; i++) {
        const n = seen(i, steps, causal);
        const row = weights + i * steps;
        for (let j = 0; j < n; j++) m[row + j] = scale * dot(m, width, q + i * 3 * all, k + j * 3 * all);
        softmaxInPlace(m, n, row);
        m.fill(0, row + n, row + steps);
        for (let c = 0; c < width; c++) {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += m[row + j] * m[v + j * 3 * all + c];
          m[out + i * all + c] = sum;
        }
      }
    }
}

/**
 * The gradients of queries, keys and values, packed like them, added to what is there when `keep` is 1. `slopes`
 * [steps, steps] is room for the gradient of one head's scores.
 */
export function attentionBackward(
  m: Memory,
  batch: number,
  heads: number,
  steps: number,
  width: number,
  causal: number,
  qkv: number,
  weights: number,
  slopes: number,
  dy: number,
  dqkv: number,
  keep: number,
): void {
  const all = heads * width;
  for (let s = 0; s < batch; s++)
    for (let h = 0; h < heads; h++, weights += steps * steps) {
      const start = s * steps * 3 * all + h * width;
      const dOut = dy + s * steps * all + h * width;
      scoreSlopes(m, steps, width, all, causal, qkv + start + 2 * all, weights, dOut, slopes);
      for (let i = 0; i < steps; i++) {
        const n = seen(i, steps, causal);
        for (let c = 0; c < width; c++) {
          const [q, k, v] = [start + c, start + c + all, start + c + 2 * all];
          let dq = 0;
          for (let j = 0; j < n; j++) dq += m[slopes + i * steps + j] * m[qkv + k + j * 3 * all];
          // A step gives its key and value to the steps that look at it: with `causal` to itself and all later ones.
          let dk = 0;
          let dv = 0;
          for (let j = causal === 0 ? 0 : i; j < steps; j++) {
            dk += m[slopes + j * steps + i] * m[qkv + q + j * 3 * all];
            dv += m[weights + j * steps + i] * m[dOut + j * all + c];
          }
          const at = dqkv + i * 3 * all;
          m[at + q] = held(m, at + q, keep) + dq;
          m[at + k] = held(m, at + k, keep) + dk;
          m[at + v] = held(m, at + v, keep) + dv;
        }
      }
    }
}

/** The gradient of one head's scores before the softmax, times 1 / √width: what queries and keys are multiplied with. */
function scoreSlopes(
  m: Memory,
  steps: number,
  width: number,
  all: number,
  causal: number,
  v: number,
  weights: number,
  dOut: number,
  slopes: number,
): void {
  const scale = 1 / Math.sqrt(width);
  for (let i = 0; i < steps; i++, weights += steps, slopes += steps) {
    const n = seen(i, steps, causal);
    let inner = 0;
    for (let j = 0; j < n; j++) {
      m[slopes + j] = dot(m, width, dOut + i * all, v + j * 3 * all);
      inner += m[slopes + j] * m[weights + j];
    }
    for (let j = 0; j < n; j++) m[slopes + j] = scale * m[weights + j] * (m[slopes + j] - inner);
  }
}
