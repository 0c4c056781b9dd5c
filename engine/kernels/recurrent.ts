/**
 * Recurrent networks, one call for a whole sequence: the loop over time is in the kernel. Arrays are time first: `gates`
 * [steps, batch, …] is the input's share of every gate at every step, `weights` [hidden, …] what the hidden state adds to
 * them, `h0` [batch, hidden] the state before the first step, y [steps, batch, hidden] the state after each.
 *
 * The way back has two parts. …Backward walks back through time once and leaves in `kept` the gradients of all gates
 * before their activation, and of the initial state. What each input makes of them is a plain sum or product over all
 * steps at once, by `accumulate`, `sumAxis` and `recurrentWeightsBackward`.
 */
import { sigmoid, tanh } from './math.ts';
import { matmul } from './matmul.ts';
import type { Memory } from './memory.ts';

/** out = start + h W at one step: [batch, hidden] × [hidden, columns]; `startRow` is 0 for a bias. */
function addHidden(
  m: Memory,
  batch: number,
  hidden: number,
  columns: number,
  h: number,
  weights: number,
  start: number,
  startRow: number,
  out: number,
): void {
  matmul(m, batch, columns, hidden, h, hidden, 1, weights, columns, 1, start, startRow, out);
}

/** dh = start + dgates Wᵀ at one step; `start` is −1 for zero or dh itself. */
function hiddenSlopes(
  m: Memory,
  batch: number,
  hidden: number,
  columns: number,
  dgates: number,
  weights: number,
  start: number,
  dh: number,
): void {
  matmul(m, batch, hidden, columns, dgates, columns, 1, weights, 1, columns, start, hidden, dh);
}

/** dW = Σ over steps of h[t − 1]ᵀ dgates[t], added to what is there when `keep` is 1; `columns` as in the weights. */
export function recurrentWeightsBackward(
  m: Memory,
  steps: number,
  batch: number,
  hidden: number,
  columns: number,
  h0: number,
  y: number,
  dgates: number,
  dweights: number,
  keep: number,
): void {
  const start = keep === 0 ? -1 : dweights;
  matmul(m, hidden, columns, batch, h0, 1, hidden, dgates, columns, 1, start, columns, dweights);
  const rows = (steps - 1) * batch;
  const later = dgates + batch * columns;
  matmul(m, hidden, columns, rows, y, 1, hidden, later, columns, 1, dweights, columns, dweights);
}

/** y[t] = tanh(gates[t] + y[t − 1] W) (Elman 1990). */
export function rnnForward(
  m: Memory,
  steps: number,
  batch: number,
  hidden: number,
  gates: number,
  weights: number,
  h0: number,
  y: number,
): void {
  const size = batch * hidden;
  for (let t = 0; t < steps; t++) {
    const at = t * size;
    addHidden(m, batch, hidden, hidden, t === 0 ? h0 : y + at - size, weights, gates + at, hidden, y + at);
    for (let i = 0; i < size; i++) m[y + at + i] = tanh(m[y + at + i]);
  }
}

/** Leaves in `kept` the gradients of gates [steps, batch, hidden] and h0 [batch, hidden]. */
export function rnnBackward(
  m: Memory,
  steps: number,
  batch: number,
  hidden: number,
  weights: number,
  y: number,
  kept: number,
  dy: number,
): void {
  const size = batch * hidden;
  const dh = kept + steps * size;
  m.fill(0, dh, dh + size);
  for (let t = steps - 1; t >= 0; t--) {
    const at = t * size;
    for (let i = 0; i < size; i++) {
      const h = m[y + at + i];
      m[kept + at + i] = (m[dy + at + i] + m[dh + i]) * (1 - h * h);
    }
    hiddenSlopes(m, batch, hidden, hidden, kept + at, weights, -1, dh);
  }
}

/**
 * The LSTM (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000): with (i, f, g, o) =
 * gates[t] + y[t − 1] W after σ, σ, tanh, σ, the cell is c[t] = f c[t − 1] + i g and the state y[t] = o tanh c[t].
 *
 * `kept` holds the activated gates [steps, batch, 4 · hidden], the cells and their tanh [steps, batch, hidden] each, then
 * room for the way back: the gates' gradients [steps, batch, 4 · hidden], those of h0 and c0 [batch, hidden] each.
 */
export function lstmForward(
  m: Memory,
  steps: number,
  batch: number,
  hidden: number,
  gates: number,
  weights: number,
  h0: number,
  c0: number,
  kept: number,
  y: number,
): void {
  const size = batch * hidden;
  const cells = kept + steps * 4 * size;
  const tanhs = cells + steps * size;
  for (let t = 0; t < steps; t++) {
    const at = t * size;
    const now = kept + 4 * at;
    addHidden(m, batch, hidden, 4 * hidden, t === 0 ? h0 : y + at - size, weights, gates + 4 * at, 4 * hidden, now);
    const before = t === 0 ? c0 : cells + at - size;
    for (let b = 0, e = 0; b < batch; b++)
      for (let j = 0, p = now + b * 4 * hidden; j < hidden; j++, p++, e++) {
        const i = (m[p] = sigmoid(m[p]));
        const f = (m[p + hidden] = sigmoid(m[p + hidden]));
        const g = (m[p + 2 * hidden] = tanh(m[p + 2 * hidden]));
        const o = (m[p + 3 * hidden] = sigmoid(m[p + 3 * hidden]));
        const cell = f * m[before + e] + i * g;
        const squashed = tanh(cell);
        m[cells + at + e] = cell;
        m[tanhs + at + e] = squashed;
        m[y + at + e] = o * squashed;
      }
  }
}

/** Leaves in `kept`, laid out as lstmForward tells, the gradients of gates, h0 and c0. */
export function lstmBackward(
  m: Memory,
  steps: number,
  batch: number,
  hidden: number,
  weights: number,
  c0: number,
  kept: number,
  dy: number,
): void {
  const size = batch * hidden;
  const cells = kept + steps * 4 * size;
  const tanhs = cells + steps * size;
  const slopes = tanhs + steps * size;
  const dh = slopes + steps * 4 * size;
  const dc = dh + size;
  m.fill(0, dh, dc + size);
  for (let t = steps - 1; t >= 0; t--) {
    const at = t * size;
    const before = t === 0 ? c0 : cells + at - size;
    for (let b = 0, e = 0; b < batch; b++)
      for (let j = 0, p = 4 * (at + b * hidden); j < hidden; j++, p++, e++) {
        const i = m[kept + p];
        const f = m[kept + p + hidden];
        const g = m[kept + p + 2 * hidden];
        const o = m[kept + p + 3 * hidden];
        const squashed = m[tanhs + at + e];
        const dState = m[dy + at + e] + m[dh + e];
        const dCell = m[dc + e] + dState * o * (1 - squashed * squashed);
        m[slopes + p] = dCell * g * i * (1 - i);
        m[slopes + p + hidden] = dCell * m[before + e] * f * (1 - f);
        m[slopes + p + 2 * hidden] = dCell * i * (1 - g * g);
        m[slopes + p + 3 * hidden] = dState * squashed * o * (1 - o);
        m[dc + e] = dCell * f;
      }
    hiddenSlopes(m, batch, hidden, 4 * hidden, slopes + 4 * at, weights, -1, dh);
  }
}

/**
 * The GRU (Cho et al. 2014) in PyTorch's form, which applies the reset gate after the hidden state's share of the
 * candidate: with p = y[t − 1] W + bias, r = σ(gates_r + p_r), z = σ(gates_z + p_z), n = tanh(gates_n + r p_n), the state
 * is y[t] = (1 − z) n + z y[t − 1].
 *
 * `kept` holds r, z, n [steps, batch, 3 · hidden] and p_n [steps, batch, hidden], then room for the way back: the gradients
 * of gates and of p [steps, batch, 3 · hidden] each, and of h0 [batch, hidden].
 */
export function gruForward(
  m: Memory,
  steps: number,
  batch: number,
  hidden: number,
  gates: number,
  weights: number,
  bias: number,
  h0: number,
  kept: number,
  y: number,
): void {
  const size = batch * hidden;
  const shares = kept + steps * 3 * size;
  for (let t = 0; t < steps; t++) {
    const at = t * size;
    const before = t === 0 ? h0 : y + at - size;
    addHidden(m, batch, hidden, 3 * hidden, before, weights, bias, 0, kept + 3 * at);
    for (let b = 0, e = 0; b < batch; b++)
      for (let j = 0, p = 3 * (at + b * hidden); j < hidden; j++, p++, e++) {
        const r = (m[kept + p] = sigmoid(m[gates + p] + m[kept + p]));
        const z = (m[kept + p + hidden] = sigmoid(m[gates + p + hidden] + m[kept + p + hidden]));
        const share = (m[shares + at + e] = m[kept + p + 2 * hidden]);
        const n = (m[kept + p + 2 * hidden] = tanh(m[gates + p + 2 * hidden] + r * share));
        m[y + at + e] = (1 - z) * n + z * m[before + e];
      }
  }
}

/** Leaves in `kept`, laid out as gruForward tells, the gradients of gates, of the hidden state's share p, and of h0. */
export function gruBackward(
  m: Memory,
  steps: number,
  batch: number,
  hidden: number,
  weights: number,
  h0: number,
  y: number,
  kept: number,
  dy: number,
): void {
  const size = batch * hidden;
  const shares = kept + steps * 3 * size;
  const slopes = shares + steps * size;
  const hiddens = slopes + steps * 3 * size;
  const dh = hiddens + steps * 3 * size;
  m.fill(0, dh, dh + size);
  for (let t = steps - 1; t >= 0; t--) {
    const at = t * size;
    const before = t === 0 ? h0 : y + at - size;
    for (let b = 0, e = 0; b < batch; b++)
      for (let j = 0, p = 3 * (at + b * hidden); j < hidden; j++, p++, e++) {
        const r = m[kept + p];
        const z = m[kept + p + hidden];
        const n = m[kept + p + 2 * hidden];
        const dState = m[dy + at + e] + m[dh + e];
        const dn = dState * (1 - z) * (1 - n * n);
        const dr = dn * m[shares + at + e] * r * (1 - r);
        const dz = dState * (m[before + e] - n) * z * (1 - z);
        m[slopes + p] = m[hiddens + p] = dr;
        m[slopes + p + hidden] = m[hiddens + p + hidden] = dz;
        m[slopes + p + 2 * hidden] = dn;
        m[hiddens + p + 2 * hidden] = dn * r;
        m[dh + e] = dState * z; // the way past the gates; the way through them is added below
      }
    hiddenSlopes(m, batch, hidden, 3 * hidden, hiddens + 3 * at, weights, dh, dh);
  }
}
