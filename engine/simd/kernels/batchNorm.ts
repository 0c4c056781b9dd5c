// Batch normalisation, as in engine/kernels/batchNorm.ts, which also tells what `scratch` holds. Each channel is
// `batch` planes of `area` numbers side by side; sums over a plane are float32, those over the planes double.
import {
  first, held, keeping, laneSum, loadPart, madd, put, splat, splatAt, sum, VECTOR, zero,
} from './parts/vector.ts';

/** Tells the page that there is nothing to take a variance of, which throws there. */
@external('env', 'tooFewValues')
declare function tooFewValues(): void;

/** The sum of (x − mean)² over n numbers. */
function squaresAround(mean: v128, n: i32, x: usize): f32 {
  let squares = zero();
  for (; n > 0; n -= 4, x += VECTOR) {
    const difference = v128.and(f32x4.sub(v128.load(x), mean), first(n));
    squares = madd(difference, difference, squares);
  }
  return laneSum(squares);
}

/** Moves a running number towards that of the batch. */
@inline
function moveTo(running: usize, value: f64, momentum: f64): void {
  const before: f64 = load<f32>(running);
  store<f32>(running, <f32>(before + momentum * (value - before)));
}

/**
 * y = gain · (x − mean) / √(variance + epsilon) + bias for each channel, by the batch's or the running mean and
 * variance.
 */
export function batchNormForward(
  batch: i32, channels: i32, area: i32, x: usize, gain: usize, bias: usize, runningMean: usize, runningVariance: usize,
  y: usize, momentum: f64, epsilon: f64, scratch: usize, control: usize,
): void {
  const training = load<f32>(control) == 1, count: f64 = batch * area;
  if (training && count == 1) tooFewValues();
  const plane: usize = area << 2, picture = <usize>channels * plane, end: usize = channels << 2;
  store<f32>(scratch + 2 * end, training ? 1 : 0);
  for (let c: usize = 0; c < end; c += 4, x += plane, y += plane) {
    let mean: f64 = load<f32>(runningMean + c), variance: f64 = load<f32>(runningVariance + c);
    if (training) {
      mean = 0;
      for (let n = batch, p = x; n > 0; n--, p += picture) mean += sum(area, p);
      mean /= count;
      let squares: f64 = 0;
      for (let n = batch, p = x; n > 0; n--, p += picture) squares += squaresAround(splat(mean), area, p);
      variance = squares / count;
      moveTo(runningMean + c, mean, momentum);
      moveTo(runningVariance + c, squares / (count - 1), momentum);
    }
    const inverse = 1 / Math.sqrt(variance + epsilon);
    store<f32>(scratch + c, <f32>mean);
    store<f32>(scratch + end + c, <f32>inverse);
    const centre = splat(mean), factor = splat(inverse * load<f32>(gain + c)), shift = splatAt(bias + c);
    for (let n = batch, p = x, q = y; n > 0; n--, p += picture, q += picture)
      for (let left = area, at: usize = 0; left > 0; left -= 4, at += VECTOR)
        put(q + at, madd(factor, f32x4.sub(v128.load(p + at), centre), shift), left);
  }
}

/** The sum of dy · x̂ over n numbers, with x̂ the normalised x. */
function slopesAlong(mean: v128, inverse: v128, n: i32, x: usize, dy: usize): f32 {
  let total = zero();
  for (; n > 0; n -= 4, x += VECTOR, dy += VECTOR) {
    const normalised = v128.and(f32x4.mul(f32x4.sub(v128.load(x), mean), inverse), first(n));
    total = madd(loadPart(dy, n), normalised, total);
  }
  return laneSum(total);
}

/** gain / √(variance + epsilon) · (dy − mean(dy) − x̂ · mean(dy · x̂)); without the means for running statistics. */
export function batchNormInputBackward(
  batch: i32, channels: i32, area: i32, x: usize, gain: usize, dy: usize, dx: usize, scratch: usize, keep: i32,
): void {
  const mask = keeping(keep), count: f64 = batch * area;
  const plane: usize = area << 2, picture = <usize>channels * plane, end: usize = channels << 2;
  const ofBatch = load<f32>(scratch + 2 * end) == 1;
  for (let c: usize = 0; c < end; c += 4, x += plane, dy += plane, dx += plane) {
    const mean = splatAt(scratch + c), inverse = splatAt(scratch + end + c);
    let meanSlope: f64 = 0, meanProduct: f64 = 0;
    if (ofBatch)
      for (let n = batch, p = x, q = dy; n > 0; n--, p += picture, q += picture) {
        meanSlope += sum(area, q);
        meanProduct += slopesAlong(mean, inverse, area, p, q);
      }
    const level = splat(meanSlope / count), along = splat(meanProduct / count);
    const factor = f32x4.mul(inverse, splatAt(gain + c));
    for (let n = batch, at: usize = 0; n > 0; n--, at += picture)
      for (let left = area, i = at; left > 0; left -= 4, i += VECTOR) {
        const normalised = f32x4.mul(f32x4.sub(v128.load(x + i), mean), inverse);
        const slope = f32x4.sub(f32x4.sub(v128.load(dy + i), level), f32x4.mul(normalised, along));
        put(dx + i, madd(factor, slope, held(dx + i, mask)), left);
      }
  }
}

/** The gradient by the gain: the sum of dy · x̂ for each channel. */
export function batchNormGainBackward(
  batch: i32, channels: i32, area: i32, x: usize, dy: usize, dgain: usize, scratch: usize, keep: i32,
): void {
  const plane: usize = area << 2, picture = <usize>channels * plane, end: usize = channels << 2;
  for (let c: usize = 0; c < end; c += 4, x += plane, dy += plane) {
    const mean = splatAt(scratch + c), inverse = splatAt(scratch + end + c);
    let total: f64 = keep ? load<f32>(dgain + c) : 0;
    for (let n = batch, p = x, q = dy; n > 0; n--, p += picture, q += picture)
      total += slopesAlong(mean, inverse, area, p, q);
    store<f32>(dgain + c, <f32>total);
  }
}
