// The part of nspell that the spelling test uses; the package carries no types.
declare module 'nspell' {
  interface Spelling {
    add(word: string): Spelling;
    correct(word: string): boolean;
  }
  export default function nspell(affixes: Uint8Array, words: Uint8Array): Spelling;
}
