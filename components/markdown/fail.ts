// How a mistake in the book's text stops the build: with file, line and the rule that was broken.
import path from 'node:path';
import type { Node } from 'mdast';
import type { VFile } from 'vfile';

/** The file's address as authors know it: `content/chapters/06-gradient-descent.mdx`. */
export const shortPath = (file: string): string => path.relative(process.cwd(), file).split(path.sep).join('/');

/** Stops the build: `content/chapters/02-neuron.mdx:41: unknown term "wieght"`. */
export function fail(file: VFile, node: Node | undefined, message: string): never {
  const line = node?.position?.start.line;
  const where = `${shortPath(file.path ?? 'text')}${line ? `:${line}` : ''}`;
  return file.fail(`${where}: ${message}`, { place: node?.position, source: 'book' });
}

/** `unknown term "wieght" (did you mean "weight"?)` */
export function suggest(wrong: string, known: Iterable<string>): string {
  const [nearest] = [...known]
    .map((name) => ({ name, distance: editDistance(wrong, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return nearest ? ` (did you mean "${nearest.name}"?)` : '';
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
