// Glossary, bibliography and quoted source: complete, in order, and written as they should be.
import { describe, expect, test } from 'vitest';
import { renderTex } from '../../components/markdown/tex.ts';
import { scanBook } from '../../components/markdown/scan.ts';
import { bibliography, fullReference, linkOf, reference, shortCitation } from '../../components/prose/bibliography.ts';
import { glossary } from '../../components/prose/glossary.ts';
import { inline, plain } from '../../components/prose/inline.ts';
import { quoteSource } from '../../components/prose/source.ts';

describe('glossary', () => {
  const entries = [...glossary().values()];
  test('is in the order of the alphabet', () => {
    const ids = entries.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });
  test('no two entries claim the same word', () => {
    const words = entries.flatMap(({ term, aliases = [] }) => [term, ...aliases]).map((word) => word.toLowerCase());
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
  });
  test.each(entries)('$id is one or two whole sentences', ({ definition, symbol, chapter, ...rest }) => {
    const sentences = definition.replace(/\$[^$]*\$/g, 'x').match(/[^.]+\./g) ?? [];
    expect(definition).toMatch(/^\p{Lu}.*\.$/u);
    expect(sentences.length).toBeLessThanOrEqual(3);
    expect(definition.length).toBeLessThan(300);
    expect(chapter).toBeGreaterThanOrEqual(1);
    expect(chapter).toBeLessThanOrEqual(19);
    expect(Object.keys(rest).filter((key) => !['id', 'term', 'aliases'].includes(key))).toEqual([]);
    expect(() => inline(definition)).not.toThrow();
    if (symbol) expect(() => renderTex(symbol)).not.toThrow();
  });
});

describe('references', () => {
  const entries = [...bibliography().values()];
  test('are in the order of their keys, and keys are author and year', () => {
    const ids = entries.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    for (const { id, author, issued } of entries) {
      const name = author[0].family
        .normalize('NFD')
        .replace(/[^\p{L}]/gu, '')
        .toLowerCase();
      expect(id).toMatch(new RegExp(`^${name}${issued['date-parts'][0][0]}[a-z]?$`));
    }
  });
  test('no two are cited alike, or lead to the same place', () => {
    const cited = entries.map(({ id }) => shortCitation(id));
    expect(cited.filter((text, i) => cited.indexOf(text) !== i)).toEqual([]);
    const links = entries.flatMap((entry) => linkOf(entry) ?? []);
    expect(links.filter((link, i) => links.indexOf(link) !== i)).toEqual([]);
  });
  test.each(entries)('$id says where it appeared', (entry) => {
    expect(entry['container-title'] ?? entry.publisher).toBeTruthy();
    if (entry.DOI) expect(entry.DOI).toMatch(/^10\.\d{4,}\/\S+$/);
    if (entry.page) expect(entry.page).toMatch(/^\d+-\d+$/);
  });
  test('are written as the book writes them', () => {
    expect(shortCitation('cauchy1847')).toBe('Cauchy 1847');
    expect(shortCitation('kingma2015')).toBe('Kingma & Ba 2015');
    expect(shortCitation('rumelhart1986')).toBe('Rumelhart et al. 1986');
    expect(fullReference(reference('robbins1951'))).toBe(
      '<b>Robbins, H. &amp; Monro, S.</b> (1951). A stochastic approximation method. <i>The Annals of Mathematical Statistics</i> 22(3), 400–407.',
    );
    expect(fullReference(reference('minsky1969'), 'short')).toBe(
      '<b>Minsky &amp; Papert</b> (1969). <i>Perceptrons: An Introduction to Computational Geometry</i>. MIT Press.',
    );
  });
});

test('every citation and term of the chapters is known', () => {
  const { chapters } = scanBook();
  expect(chapters.flatMap(({ cited }) => cited).filter((key) => !bibliography().has(key))).toEqual([]);
  expect(chapters.flatMap(({ terms }) => terms).filter((id) => !glossary().has(id))).toEqual([]);
});

describe('quoted source', () => {
  test('is the exported name with its comment', () => {
    const quoted = quoteSource('components/prose/html.ts', 'escapeHtml');
    expect(quoted).toMatch(/^export const escapeHtml = /);
    expect(quoteSource('components/prose/format.ts', 'formatNumber')).toMatch(
      /^\/\*\* [\s\S]*export function formatNumber/,
    );
  });
  test('a missing name or file fails', () => {
    expect(() => quoteSource('components/prose/html.ts', 'gone')).toThrow(
      'Code: components/prose/html.ts exports no "gone"; it exports escapeHtml, smartQuotes',
    );
    expect(() => quoteSource('components/prose/gone.ts')).toThrow('there is no file components/prose/gone.ts');
  });
});

describe('text props', () => {
  test('are set as text is', () => {
    expect(inline('"Turn" **it** to *two*, `x < 1`')).toBe('“Turn” <b>it</b> to <i>two</i>, <code>x &lt; 1</code>');
    expect(inline('a <script> & b')).toBe('a &lt;script&gt; &amp; b');
    expect(inline('Set $\\eta$, then')).toMatch(/^Set <span class="nw"><span class="katex">.*,<\/span> then$/s);
    expect(inline('It is \\value{thread.gradient.o}{4}.')).toBe('It is −0.6012.');
    expect(() => inline('$\\frac{1$')).toThrow();
  });
  test('have a form for accessible names', () => {
    expect(plain('**weight** $w_1$')).toBe('weight w 1');
    expect(plain('rate $\\hand{\\eta}$')).toBe('rate eta');
  });
});
