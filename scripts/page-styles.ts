// Puts the style sheets that not every page has into the pages themselves: a chapter has up to a dozen small ones, one a figure,
// and as files each is a request before the first paint. What all pages have stays a file, for the browser to keep. Knows built
// pages and files, no styles.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const link = /<link rel="stylesheet" href="[^"]*\/_astro\/([^"/]+\.css)">/g;
const policy = "style-src 'self'";

/** The page with `names` in one `<style>`, where the first of them was linked, and that style's hash in the page's policy. */
function inPlace(page: string, names: readonly string[], sheetOf: (name: string) => string): string {
  const style = names.map(sheetOf).join('');
  if (style.includes('</')) throw new Error(`A style of ${names.join(', ')} would end its element: it holds “</”.`);
  const [before, ...after] = page.split(policy);
  if (after.length !== 1) throw new Error(`A page names “${policy}” ${after.length} times in its policy, not once.`);
  const hash = createHash('sha256').update(style).digest('base64');
  let placed = false;
  return `${before}${policy} 'sha256-${hash}'${after[0]}`.replace(link, (tag, name: string) => {
    if (!names.includes(name)) return tag;
    const first = !placed;
    placed = true;
    return first ? `<style>${style}</style>` : '';
  });
}

/**
 * Rewrites the pages in `folder`, and removes the files that they no longer ask for.
 * @throws when a page has no policy to let its style in, or a style cannot stand in a page.
 */
export function placeStyles(folder: string): void {
  const pages = globSync('**/*.html', { cwd: folder }).map((file) => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    return { path, text, names: [...text.matchAll(link)].map(([, name]) => name) };
  });
  const fileOf = (name: string) => join(folder, '_astro', name);
  const all = new Set(pages.flatMap(({ names }) => names));
  const own = new Set([...all].filter((name) => !pages.every(({ names }) => names.includes(name))));
  const sheets = new Map([...own].map((name) => [name, readFileSync(fileOf(name), 'utf8')]));
  for (const { path, text, names } of pages) {
    const placed = names.filter((name) => own.has(name));
    if (placed.length)
      writeFileSync(
        path,
        inPlace(text, placed, (name) => sheets.get(name) ?? ''),
      );
  }
  for (const name of own) rmSync(fileOf(name));
}
