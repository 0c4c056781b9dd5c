// Recurrent networks over whole sequences, as in engine/kernels/recurrent.ts, which also tells how `kept` is laid out.
// At each step one matrix product, then one loop over the states that does all the rest while they are in registers.
import { fill } from './elementwise.ts';
import { one, sigmoid, tanh } from './parts/maths.ts';
import { product } from './parts/product.ts';
import { madd, put, VECTOR } from './parts/vector.ts';

/** out = start + h W at one step: [batch, hidden] × [hidden, columns]; `startRow` (in bytes) is 0 for a bias. */
@inline
function addHidden(
  batch: i32, hidden: i32, columns: i32, h: usize, weights: usize, start: usize, startRow: usize, out: usize,
): void {
  const row: usize = columns << 2;
  product(batch, columns, hidden, h, hidden << 2, 4, weights, row, 4, start, startRow, out, row);
}

/** dh = start + dgates Wᵀ at one step. */
@inline
function hiddenSlopes(
  batch: i32, hidden: i32, columns: i32, dgates: usize, weights: usize, start: usize, dh: usize,
): void {
  const row: usize = columns << 2, state: usize = hidden << 2;
  product(batch, hidden, columns, dgates, row, 4, weights, 4, row, start, state, dh, state);
}

/** dW = Σ over steps of h[t − 1]ᵀ dgates[t], added to what is there when `keep` is 1. */
export function recurrentWeightsBackward(
  steps: i32, batch: i32, hidden: i32, columns: i32, h0: usize, y: usize, dgates: usize, dweights: usize, keep: i32,
): void {
  const row: usize = columns << 2, state: usize = hidden << 2;
  product(hidden, columns, batch, h0, 4, state, dgates, row, 4, keep ? dweights : 0, row, dweights, row);
  const later = dgates + <usize>batch * row;
  product(hidden, columns, (steps - 1) * batch, y, 4, state, later, row, 4, dweights, row, dweights, row);
}

/** y[t] = tanh(gates[t] + y[t − 1] W) */
export function rnnForward(
  steps: i32, batch: i32, hidden: i32, gates: usize, weights: usize, h0: usize, y: usize,
): void {
  const count = batch * hidden, size: usize = count << 2;
  for (let before = h0; steps > 0; steps--, gates += size, y += size) {
    addHidden(batch, hidden, hidden, before, weights, gates, hidden << 2, y);
    for (let n = count, p = y; n > 0; n -= 4, p += VECTOR) put(p, tanh(v128.load(p)), n);
    before = y;
  }
}

/** Leaves in `kept` the gradients of gates and h0. */
export function rnnBackward(
  steps: i32, batch: i32, hidden: i32, weights: usize, y: usize, kept: usize, dy: usize,
): void {
  const count = batch * hidden, size: usize = count << 2, dh = kept + <usize>steps * size;
  fill(count, dh, 0);
  for (let t = steps - 1; t >= 0; t--) {
    const at = <usize>t * size, dgates = kept + at;
    for (let n = count, i: usize = 0; n > 0; n -= 4, i += VECTOR) {
      const h = v128.load(y + at + i), slope = f32x4.add(v128.load(dy + at + i), v128.load(dh + i));
      put(dgates + i, f32x4.mul(slope, f32x4.sub(one(), f32x4.mul(h, h))), n);
    }
    hiddenSlopes(batch, hidden, hidden, dgates, weights, 0, dh);
  }
}

/** (i, f, g, o) = (σ, σ, tanh, σ)(gates[t] + y[t − 1] W), c[t] = f c[t − 1] + i g, y[t] = o tanh c[t] */
export function lstmForward(
  steps: i32, batch: i32, hidden: i32, gates: usize, weights: usize, h0: usize, c0: usize, kept: usize, y: usize,
): void {
  const state: usize = hidden << 2, size = <usize>batch * state;
  let now = kept, cell = kept + 4 * <usize>steps * size, squashed = cell + <usize>steps * size;
  let before = h0, cellBefore = c0;
  for (; steps > 0; steps--, gates += 4 * size) {
    addHidden(batch, hidden, 4 * hidden, before, weights, gates, 4 * state, now);
    before = y;
    const cells = cell;
    for (let b = batch; b > 0; b--, now += 4 * state, cell += state, squashed += state, cellBefore += state, y += state)
      for (let n = hidden, j: usize = 0; n > 0; n -= 4, j += VECTOR) {
        const p = now + j, q = p + state, r = q + state, s = r + state;
        const i = sigmoid(v128.load(p)), f = sigmoid(v128.load(q)), g = tanh(v128.load(r)), o = sigmoid(v128.load(s));
        const c = madd(f, v128.load(cellBefore + j), f32x4.mul(i, g)), t = tanh(c);
        put(p, i, n);
        put(q, f, n);
        put(r, g, n);
        put(s, o, n);
        put(cell + j, c, n);
        put(squashed + j, t, n);
        put(y + j, f32x4.mul(o, t), n);
      }
    cellBefore = cells;
  }
}

/** Leaves in `kept` the gradients of gates, h0 and c0. */
export function lstmBackward(
  steps: i32, batch: i32, hidden: i32, weights: usize, c0: usize, kept: usize, dy: usize,
): void {
  const state: usize = hidden << 2, size = <usize>batch * state, length = <usize>steps * size;
  const cells = kept + 4 * length, tanhs = cells + length;
  const slopes = tanhs + length, dh = slopes + 4 * length, dc = dh + size;
  fill(2 * batch * hidden, dh, 0);
  for (let t = steps - 1; t >= 0; t--) {
    const at = <usize>t * size, cellsBefore = t == 0 ? c0 : cells + at - size;
    for (let b = 0; b < batch; b++)
      for (let n = hidden, e = <usize>b * state, p = 4 * (at + e); n > 0; n -= 4, e += VECTOR, p += VECTOR) {
        const gate = kept + p;
        const i = v128.load(gate), f = v128.load(gate + state);
        const g = v128.load(gate + 2 * state), o = v128.load(gate + 3 * state);
        const squashed = v128.load(tanhs + at + e);
        const dState = f32x4.add(v128.load(dy + at + e), v128.load(dh + e));
        const through = f32x4.sub(one(), f32x4.mul(squashed, squashed));
        const dCell = madd(f32x4.mul(dState, o), through, v128.load(dc + e));
        const to = slopes + p;
        put(to, f32x4.mul(f32x4.mul(dCell, g), f32x4.mul(i, f32x4.sub(one(), i))), n);
        put(to + state, f32x4.mul(f32x4.mul(dCell, v128.load(cellsBefore + e)), f32x4.mul(f, f32x4.sub(one(), f))), n);
        put(to + 2 * state, f32x4.mul(f32x4.mul(dCell, i), f32x4.sub(one(), f32x4.mul(g, g))), n);
        put(to + 3 * state, f32x4.mul(f32x4.mul(dState, squashed), f32x4.mul(o, f32x4.sub(one(), o))), n);
        put(dc + e, f32x4.mul(dCell, f), n);
      }
    hiddenSlopes(batch, hidden, 4 * hidden, slopes + 4 * at, weights, 0, dh);
  }
}

/**
 * r = σ(gates_r + p_r), z = σ(gates_z + p_z), n = tanh(gates_n + r p_n), y[t] = (1 − z) n + z y[t − 1], p = y[t − 1] W
 * + bias
 */
export function gruForward(
  steps: i32, batch: i32, hidden: i32, gates: usize, weights: usize, bias: usize, h0: usize, kept: usize, y: usize,
): void {
  const state: usize = hidden << 2, size = <usize>batch * state;
  let now = kept, shares = kept + 3 * <usize>steps * size;
  let before = h0;
  for (; steps > 0; steps--) {
    addHidden(batch, hidden, 3 * hidden, before, weights, bias, 0, now);
    const states = y;
    for (let b = batch; b > 0; b--, gates += 3 * state, now += 3 * state, shares += state, before += state, y += state)
      for (let left = hidden, j: usize = 0; left > 0; left -= 4, j += VECTOR) {
        const p = now + j, q = p + state, s = q + state, from = gates + j;
        const r = sigmoid(f32x4.add(v128.load(from), v128.load(p)));
        const z = sigmoid(f32x4.add(v128.load(from + state), v128.load(q)));
        const share = v128.load(s);
        const n = tanh(madd(r, share, v128.load(from + 2 * state)));
        const h = v128.load(before + j);
        put(p, r, left);
        put(q, z, left);
        put(s, n, left);
        put(shares + j, share, left);
        put(y + j, madd(z, f32x4.sub(h, n), n), left);
      }
    before = states;
  }
}

/** Leaves in `kept` the gradients of gates, of the hidden state's share p, and of h0. */
export function gruBackward(
  steps: i32, batch: i32, hidden: i32, weights: usize, h0: usize, y: usize, kept: usize, dy: usize,
): void {
  const state: usize = hidden << 2, size = <usize>batch * state, length = <usize>steps * size;
  const shares = kept + 3 * length, slopes = shares + length, hiddens = slopes + 3 * length, dh = hiddens + 3 * length;
  fill(batch * hidden, dh, 0);
  for (let t = steps - 1; t >= 0; t--) {
    const at = <usize>t * size, before = t == 0 ? h0 : y + at - size;
    for (let b = 0; b < batch; b++)
      for (let left = hidden, e = <usize>b * state, p = 3 * (at + e); left > 0; left -= 4, e += VECTOR, p += VECTOR) {
        const gate = kept + p;
        const r = v128.load(gate), z = v128.load(gate + state), n = v128.load(gate + 2 * state);
        const dState = f32x4.add(v128.load(dy + at + e), v128.load(dh + e));
        const dn = f32x4.mul(f32x4.mul(dState, f32x4.sub(one(), z)), f32x4.sub(one(), f32x4.mul(n, n)));
        const dr = f32x4.mul(f32x4.mul(dn, v128.load(shares + at + e)), f32x4.mul(r, f32x4.sub(one(), r)));
        const change = f32x4.sub(v128.load(before + e), n);
        const dz = f32x4.mul(f32x4.mul(dState, change), f32x4.mul(z, f32x4.sub(one(), z)));
        const to = slopes + p, share = hiddens + p;
        put(to, dr, left);
        put(share, dr, left);
        put(to + state, dz, left);
        put(share + state, dz, left);
        put(to + 2 * state, dn, left);
        put(share + 2 * state, f32x4.mul(dn, r), left);
        put(dh + e, f32x4.mul(dState, z), left); // the way past the gates; the way through them is added below
      }
    hiddenSlopes(batch, hidden, 3 * hidden, hiddens + 3 * at, weights, dh, dh);
  }
}
