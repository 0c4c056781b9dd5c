// Short phrases in English and French as networks of letters read them: a file of pairs, one a line, and letters as numbers. Knows no
// network.
import { textOf } from './text.ts';

/** Longest phrase in English, and in French with its end. */
export const SOURCE = 18;
export const TARGET = 22;
/** Of the file's pairs the first so many are held out. */
const HELD_PAIRS = 150;

/** The packed file, and about how many bytes it has. */
export const phraseFile = { path: 'data/phrases.bin', size: 14_000 } as const;

/** What stands before the first letter and after the last. */
export const BLANK = 0;
const english = ' -abcdefghijklmnopqrstuvwxyz';
const french = " '-abcdefghijklmnopqrstuvwxyzàâçèéêëîïôùûüœ";
/** Kinds of letters, the blank among them. */
export const ENGLISH = english.length + 1;
export const FRENCH = french.length + 1;

const numbers = (alphabet: string, phrase: string) => Array.from(phrase, (letter) => alphabet.indexOf(letter) + 1);
export const englishLetters = (phrase: string): number[] => numbers(english, phrase);
export const frenchLetters = (phrase: string): number[] => numbers(french, phrase);
export const frenchLetter = (id: number): string => french[id - 1] ?? '';

export type Pair = readonly [english: string, french: string];
export interface PhraseSet {
  train: readonly Pair[];
  held: readonly Pair[];
}

/** Whether both phrases are short enough and have no other letters. */
export const isUsable = ([from, to]: Pair): boolean =>
  from.length > 0 &&
  to.length > 0 &&
  from.length <= SOURCE &&
  to.length < TARGET &&
  !englishLetters(from).includes(0) &&
  !frenchLetters(to).includes(0);

/** The pairs of an unpacked file. */
export function readPhrases(file: Uint8Array): PhraseSet {
  const lines = textOf(file).trim().split('\n');
  const pairs = lines.map((line): Pair => {
    const [from = '', to = ''] = line.split('\t');
    if (!isUsable([from, to])) throw new Error(`phrases: not a pair of short phrases: ${line}`);
    return [from, to];
  });
  return { train: pairs.slice(HELD_PAIRS), held: pairs.slice(0, HELD_PAIRS) };
}
