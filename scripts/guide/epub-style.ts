// The style sheet of the EPUB: the rules by which the site draws its figures, with every token replaced by its value in light
// colours (not all e-readers know custom properties), then what the text needs.
import { readFileSync } from 'node:fs';
import type { Site } from './site.ts';

/** Top-level rules of a style sheet: selector or at-rule, and what stands between its braces. */
function* rulesOf(css: string): Generator<{ head: string; body: string }> {
  let start = 0;
  let depth = 0;
  let open = 0;
  for (let i = 0; i < css.length; i++) {
    if (css[i] === '{' && depth++ === 0) open = i;
    else if (css[i] === '}' && --depth === 0) {
      yield { head: css.slice(start, open).trim(), body: css.slice(open + 1, i) };
      start = i + 1;
    } else if (css[i] === ';' && depth === 0) start = i + 1;
  }
}

/** What a book has no use for: controls, the page's grid, effects of a screen. */
const NOT_IN_BOOKS = /:(?:hover|focus|active|has|before|after|:)|position:(?:fixed|sticky|absolute)|url\(|\[popover/;

const DRAWN =
  /svelte-|\.(?:plot|curve|mark|ground|axis|tick|halo|arrow|t-|m-|grid|stage|wire|node|cell|band|field|line|dot|hair|ink|iso|thumb|twin|handle|label|frame|bar|area|seg|case|hop|was)/;

export interface EpubStyle {
  css: string;
  /** Puts values for the tokens in a `style` attribute. */
  resolve(text: string): string;
}

export function epubStyle(site: Site, sheets: readonly string[]): EpubStyle {
  const source = sheets.map((sheet) => (site.sheet(sheet) ?? '').replace(/\/\*[\s\S]*?\*\//g, '')).join('\n');
  const tokens = new Map<string, string>();
  const rules = [...rulesOf(source)];
  for (const { head, body } of rules)
    if (head === ':root')
      for (const [, name, value] of body.matchAll(/(--[\w-]+)\s*:\s*([^;]+)/g))
        if (!tokens.has(name)) tokens.set(name, value.trim());
  const resolve = (text: string): string => {
    let said = text;
    for (let i = 0; i < 8 && said.includes('var('); i++)
      said = said.replace(
        /var\((--[\w-]+)(?:,\s*([^()]*(?:\([^()]*\))?))?\)/g,
        (whole, name: string, otherwise?: string) => tokens.get(name) ?? otherwise ?? whole,
      );
    return said;
  };
  const drawn = rules
    .filter(
      ({ head, body }) =>
        !head.startsWith('@') && !head.startsWith(':root') && DRAWN.test(head) && !NOT_IN_BOOKS.test(head + body),
    )
    .map(({ head, body }) => `${head}{${resolve(body)}}`)
    .filter((rule) => !rule.replaceAll('var(--sheet)', '').includes('var('));
  const own = readFileSync(new URL('epub.css', import.meta.url), 'utf8');
  return { css: `${drawn.join('\n')}\n${own}`, resolve };
}
