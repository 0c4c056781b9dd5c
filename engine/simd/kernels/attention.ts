// Scaled dot-product attention, as in engine/kernels/attention.ts. The simple form walks step by step; here each head's
// scores, results and gradients are matrix products. With `causal` the upper right half of the scores does not count,
// and most of it is never computed: products run over strips that end (or begin) at the diagonal. What a strip touches
// beyond the diagonal is 0.
import { fill } from './elementwise.ts';
import { product } from './parts/product.ts';
import { softmaxRow } from './parts/softmax.ts';
import { FULL } from './parts/tile.ts';
import { dot, first, put, VECTOR, zero } from './parts/vector.ts';

/** Rows of a strip: two full tiles. */
const STRIP: i32 = 2 * FULL;

/** out[i, j] = Σ a[i] · b[j], on and below the diagonal: strips of 8 columns, each from its first row that counts. */
function lowerScores(
  steps: i32, width: i32, causal: i32, a: usize, aRow: usize, b: usize, bRow: usize, out: usize,
): void {
  const outRow: usize = steps << 2;
  if (!causal) {
    product(steps, steps, width, a, aRow, 4, b, 4, bRow, 0, 0, out, outRow);
    return;
  }
  for (let j = 0; j < steps; j += 8) {
    const at = <usize>j;
    product(
      steps - j, min(8, steps - j), width, a + at * aRow, aRow, 4, b + at * bRow, 4, bRow,
      0, 0, out + at * outRow + 4 * at, outRow,
    );
  }
}

/** out[i] (+)= Σ_j scores[i, j] · b[j]: strips of rows, each up to the last column that counts. */
function gather(
  steps: i32, width: i32, causal: i32, scores: usize, b: usize, bRow: usize, out: usize, outRow: usize, keep: i32,
): void {
  const row: usize = steps << 2, strip = causal ? STRIP : steps;
  for (let i = 0; i < steps; i += strip) {
    const rows = min(strip, steps - i), to = out + <usize>i * outRow;
    product(rows, width, i + rows, scores + <usize>i * row, row, 4, b, bRow, 4, keep ? to : 0, outRow, to, outRow);
  }
}

/** out[j] (+)= Σ_i scores[i, j] · b[i]: strips of columns, each from the first row that counts. */
function scatter(
  steps: i32, width: i32, causal: i32, scores: usize, b: usize, bRow: usize, out: usize, outRow: usize, keep: i32,
): void {
  const row: usize = steps << 2, strip = causal ? STRIP : steps;
  for (let j = 0; j < steps; j += strip) {
    const columns = min(strip, steps - j), at = <usize>j, to = out + at * outRow;
    product(
      columns, width, steps - j, scores + at * row + 4 * at, 4, row, b + at * bRow, bRow, 4,
      keep ? to : 0, outRow, to, outRow,
    );
  }
}

/** y = softmax(q kᵀ / √width) v for each head of each sequence. */
export function attentionForward(
  batch: i32, heads: i32, steps: i32, width: i32, causal: i32, qkv: usize, weights: usize, y: usize,
): void {
  const all: usize = (heads * width) << 2, packed = 3 * all, row: usize = steps << 2;
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  for (; batch > 0; batch--, qkv += <usize>steps * packed, y += <usize>steps * all)
    for (let h = 0; h < heads; h++, weights += <usize>steps * row) {
      const q = qkv + <usize>((h * width) << 2), k = q + all, v = k + all;
      lowerScores(steps, width, causal, q, packed, k, packed, weights);
      for (let i = 0; i < steps; i++) {
        const at = weights + <usize>i * row, n = causal ? i + 1 : steps;
        softmaxRow(n, at, at, scale);
        fill(steps - n, at + (<usize>n << 2), 0);
      }
      gather(steps, width, causal, weights, v, packed, y + <usize>((h * width) << 2), all, 0);
    }
}

/** slopes = scale · weights · (slopes − Σ weights · slopes) for n numbers of a row; the rest of it becomes 0. */
function softmaxRowBackward(n: i32, steps: i32, weights: usize, slopes: usize, scale: f32): void {
  const inner = f32x4.splat(dot(n, weights, slopes)), factor = f32x4.splat(scale);
  let left = steps;
  for (; n > 0; n -= 4, left -= 4, weights += VECTOR, slopes += VECTOR) {
    const slope = f32x4.mul(f32x4.mul(factor, v128.load(weights)), f32x4.sub(v128.load(slopes), inner));
    put(slopes, v128.and(slope, first(n)), left);
  }
  for (; left > 0; left -= 4, slopes += VECTOR) put(slopes, zero(), left);
}

/** The gradients of queries, keys and values. `slopes` [steps, steps] is room for the gradient of one head's scores. */
export function attentionBackward(
  batch: i32, heads: i32, steps: i32, width: i32, causal: i32,
  qkv: usize, weights: usize, slopes: usize, dy: usize, dqkv: usize, keep: i32,
): void {
  const all: usize = (heads * width) << 2, packed = 3 * all, row: usize = steps << 2;
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  for (; batch > 0; batch--, qkv += <usize>steps * packed, dqkv += <usize>steps * packed, dy += <usize>steps * all)
    for (let h = 0; h < heads; h++, weights += <usize>steps * row) {
      const at: usize = (h * width) << 2;
      const q = qkv + at, k = q + all, v = k + all, dq = dqkv + at, dk = dq + all, dv = dk + all, out = dy + at;
      scatter(steps, width, causal, weights, out, all, dv, packed, keep);
      lowerScores(steps, width, causal, out, all, v, packed, slopes);
      for (let i = 0; i < steps; i++)
        softmaxRowBackward(causal ? i + 1 : steps, steps, weights + <usize>i * row, slopes + <usize>i * row, scale);
      gather(steps, width, causal, slopes, k, packed, dq, packed, keep);
      scatter(steps, width, causal, slopes, q, packed, dk, packed, keep);
    }
}
