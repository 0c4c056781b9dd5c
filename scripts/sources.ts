// Finds every file of this repository that a script is made of, by following its relative imports, and hashes them with
// the data it reads: two equal hashes mean that the script would write the same again.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const IMPORT = /^(?:import|export)(?! type)\s[^;']*?'(\.[^']+)'/gm;

/** The script itself and all that it imports, directly or not, in a fixed order. Imports of types alone do not count. */
export function sourcesOf(script: URL): URL[] {
  const found = new Map<string, URL>();
  const follow = (file: URL) => {
    if (found.has(file.href)) return;
    found.set(file.href, file);
    if (!file.pathname.endsWith('.ts')) return;
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      follow(new URL(specifier, file));
    }
  };
  follow(script);
  return [...found.values()].sort((a, b) => (a.href < b.href ? -1 : 1));
}

export function hashOf(files: readonly URL[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}
