// First names as a network of letters reads them: a file of names, one a line, and its letters as numbers. Some strings are shown to
// nobody, neither learned from nor written. Knows no network.
import { textOf } from './text.ts';

/** What begins and ends a name. */
export const END = 0;
/** The end and the letters a to z. */
export const LETTERS = 27;
/** Of the file's names the first so many are held out. */
const HELD_NAMES = 800;
/** The longest name that is kept. */
export const LONGEST_NAME = 12;

/** The packed file, and about how many bytes it has. */
export const nameFile = { path: 'data/names.bin', size: 27_000 } as const;

/** "ada" → 1, 4, 1. */
export const lettersOf = (name: string): number[] => Array.from(name, (letter) => letter.charCodeAt(0) - 96);
export const letterOf = (id: number): string => (id === END ? '·' : String.fromCharCode(96 + id));

/** Parts of a word by which it is left out, and whole words. A short list: it stops the plainest insults, not all. */
const parts = /nigg|fag|fuck|shit|cunt|dick|cock|slut|rape|kike|bitch|whor|twat|wank|penis|vagin|negr|hitler|nazi/;
const whole = new Set(['adolf', 'anal', 'anus', 'ass', 'coon', 'dyke', 'gook', 'homo', 'paki', 'spic', 'tit', 'tits']);
export const isBlocked = (word: string): boolean => parts.test(word) || whole.has(word);

export interface NameSet {
  train: readonly string[];
  held: readonly string[];
}

/** The names of an unpacked file. */
export function readNames(file: Uint8Array): NameSet {
  const names = textOf(file).trim().split('\n');
  if (names.length <= HELD_NAMES || names.some((name) => !/^[a-z]+$/.test(name)))
    throw new Error(`names: not a file of names, one a line: ${names.length} lines`);
  return { train: names.slice(HELD_NAMES), held: names.slice(0, HELD_NAMES) };
}
