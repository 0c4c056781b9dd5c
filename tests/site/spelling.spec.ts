// The words of the book, as built, are British English words or stand in words.txt. Code, formulas, numbers in drawings,
// references and text marked as another language are left out.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import nspell from 'nspell';
import { documentOf, pages, root } from './pages.ts';

const dictionary = createRequire(import.meta.url).resolve('dictionary-en-gb');
const beside = (extension: string) => readFileSync(dictionary.replace(/index\.js$/, `index.${extension}`));
const unread =
  'code, pre, kbd, samp, script, style, template, svg, .katex, math, [lang]:not(html), [translate=no], .references, astro-island script';

test('every word is spelt', () => {
  const spelling = nspell(beside('aff'), beside('dic'));
  const own = readFileSync(`${root}tests/site/words.txt`, 'utf8').split('\n');
  for (const word of own) if (word && !word.startsWith('#')) spelling.add(word);
  const pagesOf = new Map<string, string[]>();
  for (const page of pages)
    for (const word of wordsOf(documentOf(page))) pagesOf.set(word, [...(pagesOf.get(word) ?? []), page]);
  expect(pagesOf.size).toBeGreaterThan(500);
  const unknown = [...pagesOf].filter(([word]) => !spelling.correct(word));
  expect(unknown.map(([word, where]) => `${word} (${where[0]})`).sort()).toEqual([]);
});

function wordsOf(document: Document): Set<string> {
  for (const element of document.querySelectorAll(unread)) element.remove();
  const attributes = ['alt', 'aria-label', 'placeholder', 'title'].flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name)),
  );
  const blocks = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent),
  );
  const text = [...blocks, ...attributes].join('\n').normalize('NFC').replaceAll('\u00ad', '');
  const words = text.match(/(?<![\p{L}\d_./@])\p{L}[\p{L}’']*\p{L}(?![\d_@])/gu) ?? [];
  return new Set(
    words.map((word) => word.replaceAll('’', "'").replace(/'s$/, '')).filter((word) => !/^\p{Lu}+$/u.test(word)),
  );
}
