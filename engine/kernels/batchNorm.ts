/**
 * Batch normalisation (Ioffe & Szegedy 2015) of x [batch, channels, area]: each channel by mean and variance over batch
 * and area in training, by running ones in use. The forward kernel leaves in `scratch` what it normalised with, and the
 * ways back go by that: [channels] means, [channels] values of 1 / √(variance + epsilon), and one number, 1 when mean and
 * variance were those of the batch.
 */
import { held, type Memory } from './memory.ts';

/**
 * y = gain · (x − mean) / √(variance + epsilon) + bias for each channel. In training mode (m[control] is 1) with the
 * batch's own mean and variance, by which it also moves the running ones: running += momentum · (batch − running), where
 * the variance counts one value less, as in PyTorch.
 * @throws RangeError in training mode when there is only one value for each channel.
 */
export function batchNormForward(
  m: Memory,
  batch: number,
  channels: number,
  area: number,
  x: number,
  gain: number,
  bias: number,
  runningMean: number,
  runningVariance: number,
  y: number,
  momentum: number,
  epsilon: number,
  scratch: number,
  control: number,
): void {
  const training = m[control] === 1;
  const count = batch * area;
  if (training && count === 1)
    throw new RangeError('batchNorm: training needs more than one value for each channel, and the batch holds one');
  for (let c = 0; c < channels; c++) {
    let mean = m[runningMean + c];
    let variance = m[runningVariance + c];
    if (training) {
      let sum = 0;
      for (let n = 0; n < batch; n++) for (let i = 0, p = x + (n * channels + c) * area; i < area; i++) sum += m[p + i];
      mean = sum / count;
      let squares = 0;
      for (let n = 0; n < batch; n++)
        for (let i = 0, p = x + (n * channels + c) * area; i < area; i++)
          squares += (m[p + i] - mean) * (m[p + i] - mean);
      variance = squares / count;
      m[runningMean + c] += momentum * (mean - m[runningMean + c]);
      m[runningVariance + c] += momentum * (squares / (count - 1) - m[runningVariance + c]);
    }
    const inverse = 1 / Math.sqrt(variance + epsilon);
    m[scratch + c] = mean;
    m[scratch + channels + c] = inverse;
    const factor = m[gain + c] * inverse;
    for (let n = 0; n < batch; n++) {
      const at = (n * channels + c) * area;
      for (let i = 0; i < area; i++) m[y + at + i] = factor * (m[x + at + i] - mean) + m[bias + c];
    }
  }
  m[scratch + 2 * channels] = training ? 1 : 0;
}

/**
 * The gradient by x, with x̂ the normalised x: gain / √(variance + epsilon) · (dy − mean(dy) − x̂ · mean(dy · x̂)); the
 * two means fall away when the batch's own statistics were not used.
 */
export function batchNormInputBackward(
  m: Memory,
  batch: number,
  channels: number,
  area: number,
  x: number,
  gain: number,
  dy: number,
  dx: number,
  scratch: number,
  keep: number,
): void {
  const ofBatch = m[scratch + 2 * channels] === 1;
  for (let c = 0; c < channels; c++) {
    const mean = m[scratch + c];
    const inverse = m[scratch + channels + c];
    let meanSlope = 0;
    let meanProduct = 0;
    if (ofBatch) {
      for (let n = 0; n < batch; n++) {
        const at = (n * channels + c) * area;
        for (let i = 0; i < area; i++) {
          meanSlope += m[dy + at + i];
          meanProduct += m[dy + at + i] * (m[x + at + i] - mean) * inverse;
        }
      }
      meanSlope /= batch * area;
      meanProduct /= batch * area;
    }
    const factor = m[gain + c] * inverse;
    for (let n = 0; n < batch; n++) {
      const at = (n * channels + c) * area;
      for (let i = 0; i < area; i++) {
        const normalised = (m[x + at + i] - mean) * inverse;
        const slope = factor * (m[dy + at + i] - meanSlope - normalised * meanProduct);
        m[dx + at + i] = held(m, dx + at + i, keep) + slope;
      }
    }
  }
}

/** The gradient by the gain: the sum of dy · x̂ for each channel. */
export function batchNormGainBackward(
  m: Memory,
  batch: number,
  channels: number,
  area: number,
  x: number,
  dy: number,
  dgain: number,
  scratch: number,
  keep: number,
): void {
  for (let c = 0; c < channels; c++) {
    const mean = m[scratch + c];
    const inverse = m[scratch + channels + c];
    let sum = 0;
    for (let n = 0; n < batch; n++) {
      const at = (n * channels + c) * area;
      for (let i = 0; i < area; i++) sum += m[dy + at + i] * (m[x + at + i] - mean) * inverse;
    }
    m[dgain + c] = held(m, dgain + c, keep) + sum;
  }
}
