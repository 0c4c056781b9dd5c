// The prose that networks of characters read: Moby-Dick, as scripts/prose.ts packs it. Its alphabet, characters as numbers and
// back, and the two parts of the file. Knows no network.
/** Every character that is read or written; its place is its number. */
export const ALPHABET = '\n !"$&\'()*,-.0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZ[]abcdefghijklmnopqrstuvwxyz—';
export const CHARACTERS = ALPHABET.length;

const numbers = new Map(Array.from(ALPHABET, (character, i) => [character, i]));
/** What is typed in other ways; what is in neither is left out. */
const alike = new Map(Object.entries({ '“': '"', '”': '"', '‘': "'", '’': "'", '–': '—', '\t': ' ', Œ: 'Oe' }));

/** A text in the alphabet's characters alone: quotation marks straight, other letters without their accents or left out. */
export const plainProse = (text: string): string =>
  Array.from(text.normalize('NFD'), (character) => alike.get(character) ?? character)
    .join('')
    .replace(/[^\n]/g, (character) => (numbers.has(character) ? character : ''));

/** The numbers of a text's characters. */
export const charactersOf = (text: string): Uint8Array =>
  Uint8Array.from(Array.from(text, (character) => numbers.get(character)).filter((number) => number !== undefined));

export const textOf = (characters: ArrayLike<number>): string =>
  Array.from(characters, (number) => ALPHABET[number]).join('');

/** The packed file: its path under public/, and about how many bytes a reader downloads. */
export const proseFile = { path: 'data/moby-dick.bin', size: 450_000 } as const;

export interface Prose {
  /** The chapters that networks learn from and that counts are taken of. */
  train: Uint8Array;
  /** Chapters that nothing has seen. */
  held: Uint8Array;
}

/** Stands in the file between its two parts; no character has this number. */
const BREAK = 255;

/** Both parts as the numbers of their characters. */
export const packProse = (train: string, held: string): Uint8Array =>
  Uint8Array.from([...charactersOf(train), BREAK, ...charactersOf(held)]);

/** @throws Error when the file is not one of packProse's */
export function readProse(file: Uint8Array): Prose {
  const end = file.indexOf(BREAK);
  const [train, held] = [file.slice(0, end), file.slice(end + 1)];
  const isText = (part: Uint8Array) => part.length >= 1000 && part.every((number) => number < CHARACTERS);
  if (end < 0 || !isText(train) || !isText(held))
    throw new Error(`prose: not a file of two texts in ${CHARACTERS} characters: ${file.length} bytes`);
  return { train, held };
}
