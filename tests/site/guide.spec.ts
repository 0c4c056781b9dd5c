// One chapter of the printed guide, as a handout and as an EPUB; the whole book is `npm run test:guide`.
import { makeBook } from '../../scripts/guide/book.ts';
import { makeEpub } from '../../scripts/guide/epub.ts';
import { readOptions } from '../../scripts/guide/options.ts';
import { Site } from '../../scripts/guide/site.ts';
import { epubFaults } from './printed/epub.ts';
import { guideRules } from './printed/rules.ts';
import { dist } from './pages.ts';
import { expect, test } from './test.ts';

guideRules('a handout of one chapter', 'a4', 'gradient-descent');

test('an EPUB of a chapter lists what it holds, and every link in it leads somewhere', () => {
  const site = new Site(dist);
  const book = makeBook(site, readOptions(['--chapter=gradient-descent', '--as=epub']), 'mathml');
  expect(book.body).toContain('<math');
  expect(epubFaults(makeEpub(site, book))).toEqual([]);
});
