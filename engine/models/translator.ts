// Two networks that turn a short English phrase into French, letter by letter: an encoder reads the phrase, a decoder writes. One hands
// over its last state alone; the other may also look back at every state of the encoder. How they are trained stands in
// translator-training.ts.
import { ENGLISH, FRENCH } from '../data/phrases.ts';

export const translators = ['vector', 'attention'] as const;
export type TranslatorName = (typeof translators)[number];

export const PHRASE_VECTOR = 24;
/** Hidden units of encoder and of decoder, so that both networks have nearly the same number of parameters. */
export const translatorWidths: Readonly<Record<TranslatorName, number>> = { vector: 68, attention: 64 };
/** Updates in a run, and between two readings. */
export const PHRASE_STEPS = 1000;
export const PHRASE_EVERY = 25;

export function translatorParameters(name: TranslatorName): number {
  const width = translatorWidths[name];
  const cell = 3 * (PHRASE_VECTOR * width + width * width + 2 * width);
  const mix = width * width * (name === 'attention' ? 2 : 1) + width;
  return (ENGLISH + FRENCH) * PHRASE_VECTOR + 2 * cell + mix + (width + 1) * FRENCH;
}

/** Lengths of an English phrase, in letters, by which exams are told apart. */
export const lengthGroups = [
  { from: 1, to: 6 },
  { from: 7, to: 10 },
  { from: 11, to: 14 },
  { from: 15, to: 18 },
] as const;
export const groupOf = (phrase: string): number => lengthGroups.findIndex(({ to }) => phrase.length <= to);

/** Phrases whose translation is shown as it goes; the last two were not learned from. */
export const shownPhrases = [
  'desert island',
  'military medal',
  'orange square',
  'distorted face',
  'horizontal bar',
  'man with veil',
] as const;
export type ShownPhrase = (typeof shownPhrases)[number];

export interface TranslatorSetting {
  name: TranslatorName;
  seed: number;
}

/** How a network stands after some updates. */
export interface TranslatorReading {
  /** Updates made so far. */
  step: number;
  /** Mean loss per letter over the last updates, in bits; null before the first. */
  loss: number | null;
  /** Phrases written without a mistake, by the length of the English one: of 300 learned from, and of 150 held out. */
  learned: readonly number[];
  held: readonly number[];
  /** What it makes of the shown phrases. */
  written: readonly string[];
  /** For each shown phrase, where the decoder looked for each letter [letters written, letters read]; empty without attention. */
  looks: readonly Float32Array[];
}
/** Of the pairs learned from, the first so many are asked. */
export const EXAMINED = 300;
