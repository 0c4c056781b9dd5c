// Packs short phrases in English and French, the names of signs and pictures in CLDR, for readers' browsers and for the records. The
// card is content/cards/phrases.mdx.
import { readFileSync } from 'node:fs';
import { isUsable, type Pair } from '../engine/data/phrases.ts';
import { random } from '../engine/random.ts';

const SEED = 28;

/** The name of each sign in a language, by the sign. */
function namesIn(language: 'en' | 'fr'): Map<string, string> {
  const path = `../node_modules/cldr-annotations-full/annotations/${language}/annotations.json`;
  const file = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
    annotations: { annotations: Record<string, { tts?: string[] }> };
  };
  return new Map(
    Object.entries(file.annotations.annotations).flatMap(([sign, { tts }]) =>
      tts?.[0] ? [[sign, tts[0].toLowerCase().replaceAll('’', "'")]] : [],
    ),
  );
}

/** All usable pairs, each English phrase once, in an order drawn by lot: one a line, with a tab between. */
export function packPhrases(): string {
  const french = namesIn('fr');
  const pairs = new Map<string, Pair>();
  for (const [sign, from] of namesIn('en')) {
    const pair: Pair = [from, french.get(sign) ?? ''];
    if (isUsable(pair) && !pairs.has(from)) pairs.set(from, pair);
  }
  const order = [...pairs.values()].sort(([a], [b]) => (a < b ? -1 : 1));
  return random(SEED)
    .fork('phrases')
    .shuffle(order)
    .map((pair) => `${pair.join('\t')}\n`)
    .join('');
}
