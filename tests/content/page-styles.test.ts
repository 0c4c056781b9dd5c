// A page's own styles are put into it after the build, and its policy lets in those and no others.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeStyles } from '../../scripts/page-styles.ts';

const link = (name: string) => `<link rel="stylesheet" href="/sub/_astro/${name}.css">`;
const policy = `<meta content="style-src 'self' 'sha256-old'">`;

/** A built site: each page with these sheets, `all` among them. */
function site(pages: Record<string, string>, sheets: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-styles-'));
  mkdirSync(join(folder, '_astro'));
  for (const [name, css] of Object.entries(sheets)) writeFileSync(join(folder, '_astro', `${name}.css`), css);
  for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), html);
  return folder;
}

test('what all pages share stays a file; the rest stands in the page, in order, with its hash', () => {
  const folder = site(
    { one: policy + link('all') + link('a') + link('b'), two: policy + link('all') },
    { all: 'p{}', a: '.a{content:"$&"}', b: '.b{}' },
  );
  placeStyles(folder);
  const style = '.a{content:"$&"}.b{}';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(readFileSync(join(folder, 'one.html'), 'utf8')).toBe(
    `<meta content="style-src 'self' 'sha256-${hash}' 'sha256-old'">${link('all')}<style>${style}</style>`,
  );
  expect(readFileSync(join(folder, 'two.html'), 'utf8')).toBe(policy + link('all'));
  expect(['all', 'a', 'b'].map((name) => existsSync(join(folder, '_astro', `${name}.css`)))).toEqual([
    true,
    false,
    false,
  ]);
});

test('a page without a policy, and a style that would end its element, stop the build', () => {
  const pages = (head: string) => ({ one: head + link('all') + link('a'), two: policy + link('all') });
  expect(() => placeStyles(site(pages(''), { all: '', a: '.a{}' }))).toThrow('0 times');
  expect(() => placeStyles(site(pages(policy), { all: '', a: '.a{content:"</style>"}' }))).toThrow('a.css');
});
