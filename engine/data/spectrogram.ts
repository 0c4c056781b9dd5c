// From a sound to a picture of it: short stretches are weighed by a window and taken apart into tones by a fast Fourier
// transform; loudness in decibels becomes ink. Time runs to the right, pitch upwards.
import { cos, log, sin } from '../kernels/math.ts';

/** Samples of one stretch, how far the next one begins after it, and how many stretches there are. */
export const STRETCH = 256;
export const HOP = 128;
export const COLUMNS = 32;
/** Bands of pitch: neighbouring tones added up, four a band. */
export const BANDS = 32;
const TOGETHER = STRETCH / 2 / BANDS;
/** What is so many decibels below a full tone is paper. */
export const FLOOR = 60;

/** Falls to zero at both ends, so that a stretch does not begin and end with a crack. */
const hann = Float64Array.from({ length: STRETCH }, (_, i) => 0.5 - 0.5 * cos((2 * Math.PI * i) / STRETCH));

/** cos and sin of 2π k / size for every size of the transform and every k under half of it, one size after the other. */
const sizes = [2, 4, 8, 16, 32, 64, 128, STRETCH];
const angles = sizes.flatMap((size) => Array.from({ length: size / 2 }, (_, k) => (-2 * Math.PI * k) / size));
const [cosines, sines] = [Float64Array.from(angles, cos), Float64Array.from(angles, sin)];

/** The transform of `re` + i `im` in place, 256 of them. */
function transform(re: Float64Array, im: Float64Array): void {
  for (let i = 1, j = 0; i < STRETCH; i++) {
    let bit = STRETCH >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const [a, b] = [re[i], im[i]];
    re[i] = re[j];
    im[i] = im[j];
    re[j] = a;
    im[j] = b;
  }
  for (let half = 1; half < STRETCH; half *= 2) {
    for (let k = 0; k < half; k++) {
      const c = cosines[half - 1 + k];
      const s = sines[half - 1 + k];
      for (let i = k; i < STRETCH; i += 2 * half) {
        const j = i + half;
        const a = re[j] * c - im[j] * s;
        const b = re[j] * s + im[j] * c;
        re[j] = re[i] - a;
        im[j] = im[i] - b;
        re[i] += a;
        im[i] += b;
      }
    }
  }
}

/** Amplitudes of the tones in one stretch: tone k lies at k · rate / 256. A pure tone of amplitude 1 gives 1. */
export function tonesOf(sound: ArrayLike<number>, start: number): Float64Array {
  const re = Float64Array.from(hann, (weight, i) => weight * (sound[start + i] ?? 0));
  const im = new Float64Array(STRETCH);
  transform(re, im);
  return Float64Array.from({ length: STRETCH / 2 }, (_, k) => (4 * Math.sqrt(re[k] * re[k] + im[k] * im[k])) / STRETCH);
}

/** Loudness of each band of a stretch as ink, 0 at −60 decibels and 1 at a full tone; the lowest band first. */
export function inkOfStretch(sound: ArrayLike<number>, start: number): Float32Array {
  const tones = tonesOf(sound, start);
  return Float32Array.from({ length: BANDS }, (_, band) => {
    let power = 1e-12;
    for (let k = band * TOGETHER; k < (band + 1) * TOGETHER; k++) power += tones[k] * tones[k];
    const decibels = (10 * log(power)) / Math.LN10;
    return Math.min(1, Math.max(0, 1 + decibels / FLOOR));
  });
}

/** The picture [32, 32]: a column a stretch, the highest band in the first row. */
export function spectrogram(sound: ArrayLike<number>): Float32Array {
  const picture = new Float32Array(BANDS * COLUMNS);
  for (let column = 0; column < COLUMNS; column++)
    inkOfStretch(sound, column * HOP).forEach((ink, band) => (picture[(BANDS - 1 - band) * COLUMNS + column] = ink));
  return picture;
}
