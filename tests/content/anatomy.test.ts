// Every chapter has the parts that a chapter of this book has, and its words are spelt. What is tested is the source: the
// build tests the rest.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import nspell from 'nspell';
import { describe, expect, test } from 'vitest';
import { countOf, proseOf, scanBook } from '../../components/markdown/scan.ts';
import { glossary } from '../../components/prose/glossary.ts';

/** Chapters in which the thread is followed one step on. */
const threadRunsThrough = new Set([2, 4, 5, 6, 7, 10, 12, 13]);

/** Chapters for which the book's plan lists more figures than the usual two to four: then it is all of those, no fewer. */
const plannedFigures = new Map([
  [12, 5],
  [13, 5],
  [14, 5],
]);

describe.each(scanBook().chapters.map((scan) => ({ name: scan.slug, scan })))('$name', ({ scan }) => {
  const source = readFileSync(scan.file, 'utf8');
  const count = (pattern: RegExp) => source.match(pattern)?.length ?? 0;

  test('has one misconception, one failure and the ending', () => {
    expect(count(/<Misconception\b/g)).toBe(1);
    for (const block of ['Failure', 'Worked']) expect(count(new RegExp(`<${block}\\b`, 'g'))).toBeGreaterThanOrEqual(1);
    for (const block of ['InShort', 'Review', 'Further']) expect(count(new RegExp(`<${block}\\b`, 'g'))).toBe(1);
    const order = ['<InShort', '<Review', '<Further'].map((mark) => source.indexOf(mark));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('in short is 4 to 7 sentences', () => {
    const [, list = ''] = /<InShort>([\s\S]*?)<\/InShort>/.exec(source) ?? [];
    const points = list.match(/^\d+\. /gm)?.length ?? 0;
    expect(points).toBeGreaterThanOrEqual(4);
    expect(points).toBeLessThanOrEqual(7);
  });

  test('asks for predictions, at least one of them placed or drawn', () => {
    expect(countOf(scan, 'predict')).toBeGreaterThanOrEqual(2);
    expect(count(/<Predict\b[^>]*?\bkind="(place|draw)"/g)).toBeGreaterThanOrEqual(1);
  });

  test('has 4 to 8 exercises, of which the machine checks at least 3', () => {
    expect(countOf(scan, 'exercise')).toBeGreaterThanOrEqual(4);
    expect(countOf(scan, 'exercise')).toBeLessThanOrEqual(8);
    expect(count(/<Exercise\b[^>]*?\bkind="(number|choice|expression|figure)"/g)).toBeGreaterThanOrEqual(3);
  });

  test('has 2 to 4 figures, or as many as are planned, each spoken of in the text', () => {
    const figures = scan.labels.filter(({ kind }) => kind === 'figure');
    const planned = plannedFigures.get(scan.chapter);
    expect(figures.length).toBeGreaterThanOrEqual(planned ?? 2);
    expect(figures.length).toBeLessThanOrEqual(planned ?? 4);
    for (const { id } of figures) expect(source).toContain(`](#${id})`);
  });

  test('every table is referred to', () => {
    for (const { id, kind } of scan.labels) if (kind === 'table') expect(source).toContain(`](#${id})`);
  });

  test('reviews earlier chapters where there are any', () => {
    expect(count(/<Recall\b/g)).toBeGreaterThanOrEqual(3);
    if (scan.chapter > 1) expect(count(/<Recall\b[^>]*?\bchapter=\{\d+\}/g)).toBeGreaterThanOrEqual(1);
  });

  test('follows one number where the thread runs through it', () => {
    const blocks = count(/<FollowOneNumber\b/g);
    if (threadRunsThrough.has(scan.chapter)) expect(blocks).toBeGreaterThanOrEqual(1);
  });

  test('is 1,500 to 3,000 words long, cites its claims, and says no empty words', () => {
    expect(scan.words).toBeGreaterThanOrEqual(1500);
    expect(scan.words).toBeLessThanOrEqual(3000);
    expect(scan.cited.length).toBeGreaterThanOrEqual(3);
    const empty = proseOf(source).match(/\b(simply|magic|magical|obviously|of course|trivial)\b/gi) ?? [];
    expect(empty).toEqual([]);
  });
});

describe('spelling', () => {
  const dictionary = createRequire(import.meta.url).resolve('dictionary-en-gb');
  const beside = (extension: string) => readFileSync(dictionary.replace(/index\.js$/, `index.${extension}`));
  const spelling = nspell(beside('aff'), beside('dic'));
  // The one list of the book's own words; the test of the built pages reads it too.
  for (const word of readFileSync('tests/site/words.txt', 'utf8').split('\n'))
    if (word && !word.startsWith('#')) spelling.add(word);

  const unknownIn = (text: string) => {
    const bare = text.normalize('NFC').replace(/(?<![\p{L}\d])_|_(?![\p{L}\d])/gu, ' '); // _emphasis_
    const words = bare.match(/(?<![\p{L}\d_./@])\p{L}[\p{L}’']*\p{L}(?![\d_@])/gu) ?? [];
    const plain = words.map((word) => word.replaceAll('’', "'").replace(/'s$/, ''));
    return [...new Set(plain)].filter((word) => !/^\p{Lu}+$/u.test(word) && !spelling.correct(word));
  };

  test.each(scanBook().chapters.map(({ slug, file }) => ({ slug, file })))('$slug', ({ file }) => {
    expect(unknownIn(proseOf(readFileSync(file, 'utf8')))).toEqual([]);
  });
  test('glossary', () => {
    const words = [...glossary().values()].flatMap(({ term, definition, aliases = [] }) => [
      term,
      definition,
      ...aliases,
    ]);
    expect(unknownIn(words.join('\n').replace(/\$[^$]*\$/g, ' '))).toEqual([]);
  });
});
