// One chapter of the printed guide, as a handout and as an EPUB; the whole book is `npm run test:guide`.
import { makeBook } from '../../scripts/guide/book.ts';
import { makeEpub } from '../../scripts/guide/epub.ts';
import { findOverflow } from '../../scripts/guide/layout.ts';
import { readOptions } from '../../scripts/guide/options.ts';
import { sheets } from '../../scripts/guide/paper.ts';
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

test('what is wider than its column or higher than a page is named, and by how much; what fits is not', async ({
  page,
}) => {
  await page.setContent(`<body style="margin: 0; width: 168mm">
    <section id="c1.wide"><p class="eq" style="width: 200mm; margin: 0">wide</p></section>
    <div class="figure" id="c1.high" style="height: 300mm">high</div>
    <div class="figure" id="c1.fits" style="height: 200mm"><p class="eq" style="width: 168mm">fits</p></div>`);
  expect(await findOverflow(page, sheets.a4)).toEqual([
    { what: 'eq', id: 'c1.wide', by: '31.7 mm too wide' },
    { what: 'figure', id: 'c1.high', by: '50.0 mm too high' },
  ]);
});
