// What `Listen` shows and says: a made sound, its spectrogram, one stretch of it taken apart, and what the network hears.
import {
  BANDS,
  COLUMNS,
  FLOOR,
  HOP,
  inkOfStretch,
  makeSound,
  random,
  RATE,
  soundKinds,
  soundListener,
  soundWeights,
  spectrogram,
  STRETCH,
  type SoundKind,
} from '#engine';
import { fixed } from '../../charts/format.ts';
import { percent } from '../digit-reader/percent.ts';

export interface Setting {
  kind: SoundKind;
  onset: number;
  noise: number;
  seed: number;
  /** The stretch that is taken apart: a column of the picture. */
  at: number;
}

export interface Heard {
  sound: Float32Array;
  /** Ink [32, 32], the highest band first. */
  picture: Float32Array;
  /** Ink of the bands in the stretch, the lowest first. */
  bands: Float32Array;
  probabilities: Float32Array;
  /** The kind that it is taken for. */
  answer: SoundKind;
  p: number;
}

const names: Readonly<Record<SoundKind, string>> = {
  drum: 'drum',
  hiss: 'hiss',
  bell: 'bell',
  pluck: 'plucked string',
  rising: 'rising whistle',
  falling: 'falling whistle',
};

let listen: ((picture: Float32Array) => Float32Array) | undefined;
type Whole = Omit<Heard, 'bands'>;
let lately: { key: string; whole: Whole } | undefined;

function hear({ kind, onset, noise, seed }: Setting): Whole {
  const sound = makeSound(kind, random(`${kind} ${seed}`), { onset, noise });
  const picture = spectrogram(sound);
  listen ??= soundListener(soundWeights());
  const probabilities = listen(picture);
  const p = Math.max(...probabilities);
  return { sound, picture, probabilities, answer: soundKinds[probabilities.indexOf(p)], p };
}

export function show(setting: Setting): Heard {
  const key = JSON.stringify([setting.kind, setting.onset, setting.noise, setting.seed]);
  if (lately?.key !== key) lately = { key, whole: hear(setting) };
  return { ...lately.whole, bands: inkOfStretch(lately.whole.sound, setting.at * HOP) };
}

/** Seconds of the middle of a stretch, and hertz of the middle of a band. */
export const middleOf = (at: number): number => (at * HOP + STRETCH / 2) / RATE;
export const pitchOf = (band: number): number => ((band + 0.5) * RATE) / 2 / BANDS;
/** Seconds and hertz that the picture shows. */
export const SECONDS = ((COLUMNS - 1) * HOP + STRETCH) / RATE;
export const HIGHEST = RATE / 2;

export const loudest = ({ bands }: Heard): { band: number; ink: number } => {
  const ink = Math.max(...bands);
  return { band: bands.indexOf(ink), ink };
};

export function tell({ kind, onset, at }: Setting, heard: Heard): string {
  const { band, ink } = loudest(heard);
  const stretch =
    ink < 0.2
      ? `At ${fixed(middleOf(at))}\u00a0s there is next to nothing to be heard.`
      : `At ${fixed(middleOf(at))}\u00a0s it is loudest around **${Math.round(pitchOf(band)).toLocaleString('en')}\u00a0Hz**.`;
  return `A ${names[kind]} begins after ${fixed(onset)}\u00a0s. ${stretch} The network hears a **${names[heard.answer]}**, with ${percent(heard.p)}.`;
}

export const rows = ({ bands }: Heard): number[][] =>
  [...bands].map((ink, band) => [pitchOf(band), Number((FLOOR * (ink - 1)).toFixed(1))]);

/** The sound as one band of ink: its least and its greatest value in each of `count` short pieces. */
export function outline(sound: Float32Array, count: number): (readonly [least: number, most: number])[] {
  const size = sound.length / count;
  return Array.from({ length: count }, (_, i) => {
    const piece = sound.subarray(Math.floor(i * size), Math.floor((i + 1) * size));
    return [piece.reduce((a, b) => Math.min(a, b), 1), piece.reduce((a, b) => Math.max(a, b), -1)] as const;
  });
}
