// Softmax and the losses, as in engine/kernels/losses.ts: the largest logit is taken off before any exponential. Sums
// over the batch are carried in double precision.
import { exp, log, log1p, sigmoid } from './parts/maths.ts';
import { softmaxRow } from './parts/softmax.ts';
import { dot, first, held, keeping, laneSum, largest, madd, put, splat, sum, VECTOR, zero } from './parts/vector.ts';

/** Tells the page that a label is no class, which throws there. */
@external('env', 'badLabel')
declare function badLabel(label: f64, row: i32, columns: i32): void;

/** log x of one number. */
function logOf(x: f32): f32 {
  return f32x4.extract_lane(log(f32x4.splat(x)), 0);
}

/** Each row of y is the softmax of that row of x. */
export function softmaxForward(rows: i32, columns: i32, x: usize, y: usize): void {
  const row: usize = columns << 2;
  for (; rows > 0; rows--, x += row, y += row) softmaxRow(columns, x, y, 1);
}
/** dx = y · (dy − Σ dy · y), row by row. */
export function softmaxBackward(rows: i32, columns: i32, y: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep), row: usize = columns << 2;
  for (; rows > 0; rows--, y += row, dy += row, dx += row) {
    const inner = f32x4.splat(dot(columns, dy, y));
    for (let n = columns, p = y, q = dy, to = dx; n > 0; n -= 4, p += VECTOR, q += VECTOR, to += VECTOR)
      put(to, madd(v128.load(p), f32x4.sub(v128.load(q), inner), held(to, mask)), n);
  }
}

export function logSoftmaxForward(rows: i32, columns: i32, x: usize, y: usize): void {
  const row: usize = columns << 2;
  for (; rows > 0; rows--, x += row, y += row) {
    const top = largest(columns, x), peak = f32x4.splat(top);
    let total = zero();
    for (let n = columns, p = x; n > 0; n -= 4, p += VECTOR)
      total = f32x4.add(total, v128.and(exp(f32x4.sub(v128.load(p), peak)), first(n)));
    const shift = f32x4.splat(logOf(laneSum(total)));
    for (let n = columns, p = x, q = y; n > 0; n -= 4, p += VECTOR, q += VECTOR)
      put(q, f32x4.sub(f32x4.sub(v128.load(p), peak), shift), n);
  }
}
/** dx = dy − eʸ · Σ dy, row by row. */
export function logSoftmaxBackward(rows: i32, columns: i32, y: usize, dy: usize, dx: usize, keep: i32): void {
  const mask = keeping(keep), row: usize = columns << 2;
  for (; rows > 0; rows--, y += row, dy += row, dx += row) {
    const total = f32x4.splat(sum(columns, dy));
    for (let n = columns, p = y, q = dy, to = dx; n > 0; n -= 4, p += VECTOR, q += VECTOR, to += VECTOR) {
      const slope = f32x4.sub(v128.load(q), f32x4.mul(exp(v128.load(p)), total));
      put(to, f32x4.add(held(to, mask), slope), n);
    }
  }
}

/** loss = mean over rows of −log softmax(logits)[label]; keeps the probabilities for the way back. */
export function softmaxCrossEntropyForward(
  rows: i32, columns: i32, logits: usize, labels: usize, probabilities: usize, loss: usize,
): void {
  const row: usize = columns << 2;
  let total: f64 = 0;
  for (let r = 0; r < rows; r++, logits += row, probabilities += row) {
    const label = load<f32>(labels + (r << 2));
    if (!(label >= 0 && label < <f32>columns && label == floor(label))) badLabel(label, r, columns);
    const top: f64 = largest(columns, logits), own: f64 = load<f32>(logits + (<usize>label << 2));
    total += logOf(softmaxRow(columns, logits, probabilities, 1)) - (own - top);
  }
  store<f32>(loss, <f32>(total / rows));
}
/** dlogits = dloss / rows · (probabilities − one-hot label). */
export function softmaxCrossEntropyBackward(
  rows: i32, columns: i32, labels: usize, probabilities: usize, dloss: usize, dlogits: usize, keep: i32,
): void {
  const mask = keeping(keep), row: usize = columns << 2;
  const part: f32 = load<f32>(dloss) / <f32>rows, factor = f32x4.splat(part);
  for (; rows > 0; rows--, labels += 4, probabilities += row, dlogits += row) {
    for (let n = columns, p = probabilities, to = dlogits; n > 0; n -= 4, p += VECTOR, to += VECTOR)
      put(to, madd(factor, v128.load(p), held(to, mask)), n);
    const at = dlogits + (<usize>load<f32>(labels) << 2);
    store<f32>(at, load<f32>(at) - part);
  }
}

/** The sum of the four lanes in double precision. */
@inline
function preciseLaneSum(v: v128): f64 {
  const low = f64x2.promote_low_f32x4(v), high = f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 0, 1));
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

/** loss = mean of −t log p − (1 − t) log(1 − p) with p = sigmoid(logit), as max(z, 0) − z t + log(1 + e^−|z|). */
export function sigmoidCrossEntropyForward(n: i32, logits: usize, targets: usize, loss: usize): void {
  let total: f64 = 0;
  for (let left = n; left > 0; left -= 4, logits += VECTOR, targets += VECTOR) {
    const z = v128.load(logits);
    const ramp = f32x4.sub(f32x4.max(z, zero()), f32x4.mul(z, v128.load(targets)));
    const each = f32x4.add(ramp, log1p(exp(f32x4.neg(f32x4.abs(z)))));
    total += preciseLaneSum(v128.and(each, first(left)));
  }
  store<f32>(loss, <f32>(total / n));
}
/** dlogits = dloss / n · (sigmoid(logit) − target). */
export function sigmoidCrossEntropyBackward(
  n: i32, logits: usize, targets: usize, dloss: usize, dlogits: usize, keep: i32,
): void {
  const mask = keeping(keep), factor = f32x4.splat(load<f32>(dloss) / <f32>n);
  for (; n > 0; n -= 4, logits += VECTOR, targets += VECTOR, dlogits += VECTOR) {
    const difference = f32x4.sub(sigmoid(v128.load(logits)), v128.load(targets));
    put(dlogits, madd(factor, difference, held(dlogits, mask)), n);
  }
}

/** loss = mean of (a − b)². */
export function meanSquaredErrorForward(n: i32, a: usize, b: usize, loss: usize): void {
  let total: f64 = 0;
  for (let left = n; left > 0; left -= 4, a += VECTOR, b += VECTOR) {
    const difference = v128.and(f32x4.sub(v128.load(a), v128.load(b)), first(left));
    total += preciseLaneSum(f32x4.mul(difference, difference));
  }
  store<f32>(loss, <f32>(total / n));
}
/** da = dloss · 2 / n · (a − b), added when `keep` is 1. */
export function meanSquaredErrorBackward(n: i32, a: usize, b: usize, dloss: usize, da: usize, keep: i32): void {
  const mask = keeping(keep), factor = splat((2 * <f64>load<f32>(dloss)) / n);
  for (; n > 0; n -= 4, a += VECTOR, b += VECTOR, da += VECTOR)
    put(da, madd(factor, f32x4.sub(v128.load(a), v128.load(b)), held(da, mask)), n);
}
