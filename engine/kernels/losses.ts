/**
 * Softmax and the losses, in the forms that neither overflow nor lose digits: the largest logit is taken off before any
 * exponential. Losses are means over the batch and write one number; their backward kernels take its gradient, too.
 * Backward kernels add to the gradient they write when `keep` is 1.
 */
import { exp, log, log1p, sigmoid } from './math.ts';
import { held, type Memory } from './memory.ts';

/** The largest of n numbers; NaN if one of them is. */
function largest(m: Memory, n: number, x: number): number {
  let top = m[x];
  for (let i = 1; i < n; i++) if (!(m[x + i] <= top)) top = m[x + i];
  return top;
}

/** Each row of y is the softmax of that row of x. */
export function softmaxForward(m: Memory, rows: number, columns: number, x: number, y: number): void {
  for (let r = 0; r < rows; r++, x += columns, y += columns) {
    const top = largest(m, columns, x);
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += m[y + j] = exp(m[x + j] - top);
    for (let j = 0; j < columns; j++) m[y + j] /= sum;
  }
}
/** dx = y · (dy − Σ dy · y), row by row. */
export function softmaxBackward(
  m: Memory,
  rows: number,
  columns: number,
  y: number,
  dy: number,
  dx: number,
  keep: number,
): void {
  for (let r = 0; r < rows; r++, y += columns, dy += columns, dx += columns) {
    let inner = 0;
    for (let j = 0; j < columns; j++) inner += m[dy + j] * m[y + j];
    for (let j = 0; j < columns; j++) m[dx + j] = held(m, dx + j, keep) + m[y + j] * (m[dy + j] - inner);
  }
}

export function logSoftmaxForward(m: Memory, rows: number, columns: number, x: number, y: number): void {
  for (let r = 0; r < rows; r++, x += columns, y += columns) {
    const top = largest(m, columns, x);
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += exp(m[x + j] - top);
    const shift = log(sum);
    for (let j = 0; j < columns; j++) m[y + j] = m[x + j] - top - shift;
  }
}
/** dx = dy − eʸ · Σ dy, row by row. */
export function logSoftmaxBackward(
  m: Memory,
  rows: number,
  columns: number,
  y: number,
  dy: number,
  dx: number,
  keep: number,
): void {
  for (let r = 0; r < rows; r++, y += columns, dy += columns, dx += columns) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += m[dy + j];
    for (let j = 0; j < columns; j++) m[dx + j] = held(m, dx + j, keep) + m[dy + j] - exp(m[y + j]) * sum;
  }
}

/**
 * loss = mean over rows of −log softmax(logits)[label]; keeps the probabilities for the way back.
 * @throws RangeError when a label is not a whole number from 0 to columns − 1.
 */
export function softmaxCrossEntropyForward(
  m: Memory,
  rows: number,
  columns: number,
  logits: number,
  labels: number,
  probabilities: number,
  loss: number,
): void {
  let total = 0;
  for (let r = 0; r < rows; r++, logits += columns, probabilities += columns) {
    const label = m[labels + r];
    if (!(label >= 0 && label < columns && label === Math.floor(label)))
      throw new RangeError(`softmaxCrossEntropy: label ${label} in row ${r} is not a class from 0 to ${columns - 1}`);
    const top = largest(m, columns, logits);
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += m[probabilities + j] = exp(m[logits + j] - top);
    for (let j = 0; j < columns; j++) m[probabilities + j] /= sum;
    total += log(sum) - (m[logits + label] - top);
  }
  m[loss] = total / rows;
}
/** dlogits = dloss / rows · (probabilities − one-hot label). */
export function softmaxCrossEntropyBackward(
  m: Memory,
  rows: number,
  columns: number,
  labels: number,
  probabilities: number,
  dloss: number,
  dlogits: number,
  keep: number,
): void {
  const share = m[dloss] / rows;
  for (let r = 0; r < rows; r++, probabilities += columns, dlogits += columns) {
    for (let j = 0; j < columns; j++) m[dlogits + j] = held(m, dlogits + j, keep) + share * m[probabilities + j];
    m[dlogits + m[labels + r]] -= share;
  }
}

/** loss = mean of −t log p − (1 − t) log(1 − p) with p = sigmoid(logit), as max(z, 0) − z t + log(1 + e^−|z|). */
export function sigmoidCrossEntropyForward(m: Memory, n: number, logits: number, targets: number, loss: number): void {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const z = m[logits + i];
    total += (z > 0 ? z : 0) - z * m[targets + i] + log1p(exp(-Math.abs(z)));
  }
  m[loss] = total / n;
}
/** dlogits = dloss / n · (sigmoid(logit) − target). */
export function sigmoidCrossEntropyBackward(
  m: Memory,
  n: number,
  logits: number,
  targets: number,
  dloss: number,
  dlogits: number,
  keep: number,
): void {
  const share = m[dloss] / n;
  for (let i = 0; i < n; i++)
    m[dlogits + i] = held(m, dlogits + i, keep) + share * (sigmoid(m[logits + i]) - m[targets + i]);
}

/** loss = mean of (a − b)². */
export function meanSquaredErrorForward(m: Memory, n: number, a: number, b: number, loss: number): void {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const difference = m[a + i] - m[b + i];
    total += difference * difference;
  }
  m[loss] = total / n;
}
/** da = dloss · 2 / n · (a − b). */
export function meanSquaredErrorBackward(
  m: Memory,
  n: number,
  a: number,
  b: number,
  dloss: number,
  da: number,
  keep: number,
): void {
  const share = (2 * m[dloss]) / n;
  for (let i = 0; i < n; i++) m[da + i] = held(m, da + i, keep) + share * (m[a + i] - m[b + i]);
}
