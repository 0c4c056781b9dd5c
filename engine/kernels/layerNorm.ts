/**
 * Layer normalisation (Ba et al. 2016): each row is shifted and scaled to mean 0 and variance 1, then stretched by a gain
 * and moved by a bias. It works on [rows, width] and knows nothing of the axes that the rows come from.
 */
import { held, type Memory } from './memory.ts';

/**
 * y = gain · n + bias with n = (x − mean) / √(variance + epsilon), row by row; the variance is the mean square (divided by
 * width, as in PyTorch). Keeps n in `normalised` [rows, width] and 1 / √(variance + epsilon) in `inverse` [rows].
 */
export function layerNormForward(
  m: Memory,
  rows: number,
  width: number,
  x: number,
  gain: number,
  bias: number,
  normalised: number,
  inverse: number,
  y: number,
  epsilon: number,
): void {
  for (let r = 0; r < rows; r++, x += width, normalised += width, y += width) {
    let mean = 0;
    for (let j = 0; j < width; j++) mean += m[x + j];
    mean /= width;
    let variance = 0;
    for (let j = 0; j < width; j++) {
      const difference = m[x + j] - mean;
      variance += difference * difference;
    }
    const scale = 1 / Math.sqrt(variance / width + epsilon);
    m[inverse + r] = scale;
    for (let j = 0; j < width; j++) {
      const n = (m[x + j] - mean) * scale;
      m[normalised + j] = n;
      m[y + j] = m[gain + j] * n + m[bias + j];
    }
  }
}

/**
 * dx = inverse · (s − mean(s) − n · mean(s · n)) with s = gain · dy, row by row: what a row's mean and deviation take away
 * from the plain slope. Added to what is there when `keep` is 1.
 */
export function layerNormBackward(
  m: Memory,
  rows: number,
  width: number,
  gain: number,
  normalised: number,
  inverse: number,
  dy: number,
  dx: number,
  keep: number,
): void {
  for (let r = 0; r < rows; r++, normalised += width, dy += width, dx += width) {
    let mean = 0;
    let along = 0;
    for (let j = 0; j < width; j++) {
      const slope = m[gain + j] * m[dy + j];
      mean += slope;
      along += slope * m[normalised + j];
    }
    mean /= width;
    along /= width;
    const scale = m[inverse + r];
    for (let j = 0; j < width; j++) {
      const slope = m[gain + j] * m[dy + j] - mean - m[normalised + j] * along;
      m[dx + j] = held(m, dx + j, keep) + scale * slope;
    }
  }
}

/** dgain = Σ dy · n over all rows, added to what is there when `keep` is 1. */
export function layerNormGainBackward(
  m: Memory,
  rows: number,
  width: number,
  normalised: number,
  dy: number,
  dgain: number,
  keep: number,
): void {
  for (let j = 0; j < width; j++) {
    let sum = 0;
    for (let r = 0, at = j; r < rows; r++, at += width) sum += m[dy + at] * m[normalised + at];
    m[dgain + j] = held(m, dgain + j, keep) + sum;
  }
}
