// Byte-pair encoding, learned from a text (Sennrich et al. 2016): again and again the commonest pair of neighbouring tokens becomes a
// token of its own. Words are cut apart first, each with the space before it, and no token reaches over a word's end. Its letters
// are characters here, not bytes.

export interface Merge {
  left: string;
  right: string;
  /** How often the two stood side by side when they were joined. */
  count: number;
}

export interface Cutting {
  merges: readonly Merge[];
  /** Tokens of the text after none, one, two … merges. */
  sizes: readonly number[];
  /** The text's words, in order, each as its tokens. */
  words: readonly (readonly string[])[];
  /** Different characters of the text, and all tokens there are with the merged ones. */
  characters: number;
  vocabulary: number;
  /** Pairs that would come next, the commonest first. */
  next: readonly Merge[];
}

/** A text's words, each with the space before it; marks stand alone. */
export const wordsOf = (text: string): string[] => text.match(/ ?[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? [];

/** Joins a pair wherever it stands in a word. */
function joined(tokens: readonly string[], left: string, right: string): string[] {
  const made: string[] = [];
  for (let i = 0; i < tokens.length; i++)
    if (tokens[i] === left && tokens[i + 1] === right) made.push(tokens[i] + tokens[++i]);
    else made.push(tokens[i]);
  return made;
}

/** Pairs of neighbours, the commonest first; of equals the one that comes first in the text. */
function pairsOf(kinds: ReadonlyMap<string, { count: number; tokens: readonly string[] }>): Merge[] {
  const pairs = new Map<string, Merge>();
  for (const { count, tokens } of kinds.values())
    for (let i = 0; i + 1 < tokens.length; i++) {
      const key = `${tokens[i]}\n${tokens[i + 1]}`;
      const pair = pairs.get(key);
      if (pair) pair.count += count;
      else pairs.set(key, { left: tokens[i], right: tokens[i + 1], count });
    }
  return [...pairs.values()].sort((a, b) => b.count - a.count);
}

/** Learns up to `most` merges from a text, and cuts it by them. Stops when no pair stands there twice. */
export function learnPairs(text: string, most: number): Cutting {
  const words = wordsOf(text);
  const kinds = new Map<string, { count: number; tokens: string[] }>();
  for (const word of words) {
    const kind = kinds.get(word);
    if (kind) kind.count++;
    else kinds.set(word, { count: 1, tokens: Array.from(word) });
  }
  const characters = new Set(Array.from(words.join(''))).size;
  const merges: Merge[] = [];
  const size = () => [...kinds.values()].reduce((sum, { count, tokens }) => sum + count * tokens.length, 0);
  const sizes = [size()];
  let pairs = pairsOf(kinds);
  while (merges.length < most && pairs.length > 0 && pairs[0].count > 1) {
    const { left, right, count } = pairs[0];
    merges.push({ left, right, count });
    for (const kind of kinds.values()) kind.tokens = joined(kind.tokens, left, right);
    sizes.push(size());
    pairs = pairsOf(kinds);
  }
  return {
    merges,
    sizes,
    words: words.map((word) => kinds.get(word)?.tokens ?? []),
    characters,
    vocabulary: characters + new Set(merges.map(({ left, right }) => left + right)).size,
    next: pairs.filter(({ count }) => count > 1).slice(0, 4),
  };
}

/** Cuts any text by merges learned elsewhere, in their order. */
export const cutBy = (merges: readonly Merge[], text: string): string[] =>
  wordsOf(text).flatMap((word) =>
    merges.reduce<string[]>((tokens, { left, right }) => joined(tokens, left, right), Array.from(word)),
  );
