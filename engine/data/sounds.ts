// Half a second of sound, made from a seed by simple physics: struck, plucked, hissed or whistled. Each kind varies in pitch,
// length, loudness and onset as instruments and players do. Knows nothing of pictures or networks.
import { cos, exp, sin } from '../kernels/math.ts';
import type { Random } from '../random.ts';

/** Samples a second. */
export const RATE = 8000;
/** Samples of one sound: a little over half a second. */
export const SAMPLES = 4224;

export const soundKinds = ['drum', 'hiss', 'bell', 'pluck', 'rising', 'falling'] as const;
export type SoundKind = (typeof soundKinds)[number];

/** How one sound is to be; what is left out is dealt. */
export interface SoundWish {
  /** When it begins, in seconds. */
  onset?: number;
  /** Loudness of the noise behind it, against the loudest moment of the sound. */
  noise?: number;
}

/** The latest onset that is dealt. */
export const LATEST = 0.2;
const TURN = 2 * Math.PI;

/** What sounds `t` seconds after the onset: each kind deals its own pitch and length. */
function voice(kind: SoundKind, rng: Random): (t: number) => number {
  const between = (least: number, most: number) => rng.uniform(least, most);
  switch (kind) {
    case 'drum': {
      const [low, drop, length] = [between(50, 80), between(80, 160), between(0.06, 0.12)];
      // the phase of a tone that falls from low + drop to low
      return (t) => exp(-t / length) * sin(TURN * (low * t + drop * 0.03 * (1 - exp(-t / 0.03))));
    }
    case 'hiss': {
      const length = between(0.03, 0.12);
      return (t) => exp(-t / length) * rng.normal(0, 0.4);
    }
    case 'bell': {
      const [pitch, length] = [between(450, 800), between(0.15, 0.4)];
      const partials = [1, 2.76, 5.4].map((ratio, i) => ({ ratio, loud: 1 / (i + 1), lasts: length / (i + 1) }));
      return (t) =>
        partials.reduce(
          (sum, { ratio, loud, lasts }) => sum + loud * exp(-t / lasts) * sin(TURN * pitch * ratio * t),
          0,
        );
    }
    case 'pluck': {
      const [pitch, length] = [between(110, 300), between(0.12, 0.35)];
      const harmonics = [1, 2, 3, 4, 5, 6, 7, 8];
      return (t) =>
        harmonics.reduce((sum, n) => sum + (exp((-t * n) / (2 * length)) * sin(TURN * pitch * n * t)) / n, 0);
    }
    default: {
      const [from, by, length] = [between(700, 1200), between(900, 1800), between(0.2, 0.3)];
      const [start, slope] = kind === 'rising' ? [from, by / length] : [from + by, -by / length];
      return (t) =>
        t > length ? 0 : 0.5 * (1 - cos((TURN * t) / length)) * sin(TURN * (start * t + 0.5 * slope * t * t));
    }
  }
}

/** One sound, its loudest sample near ±1. */
export function makeSound(kind: SoundKind, rng: Random, wish: SoundWish = {}): Float32Array {
  const dealt = { onset: rng.uniform(0, LATEST), noise: rng.uniform(0, 0.05) };
  const { onset, noise } = { ...dealt, ...wish };
  const first = Math.round(onset * RATE);
  const sound = voice(kind, rng.fork('voice'));
  const behind = rng.fork('noise');
  const samples = new Float32Array(SAMPLES);
  for (let i = first; i < SAMPLES; i++) samples[i] = sound((i - first) / RATE);
  const most = samples.reduce((loudest, value) => Math.max(loudest, Math.abs(value)), 1e-6);
  return samples.map((value) => (0.9 * value) / most + noise * behind.normal(0, 0.4));
}
