// A guide made for the tests: typeset in this process, so that what it was made from is at hand, and written beside the others.
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeBook } from '../../../scripts/guide/book.ts';
import { openBrowser } from '../../../scripts/guide/browser.ts';
import type { GuideOptions } from '../../../scripts/guide/options.ts';
import { sheets } from '../../../scripts/guide/paper.ts';
import { Site } from '../../../scripts/guide/site.ts';
import { typeset } from '../../../scripts/guide/typeset.ts';
import { dist, root } from '../pages.ts';
import type { Guide } from './faults.ts';
import { readPdf } from './pdf.ts';

export async function makeGuide(paper: 'a4' | 'letter', chapter?: string): Promise<Guide> {
  const out = `${root}test-results/guide`;
  const options: GuideOptions = { chapter, paper: [paper], epub: false, answers: true, room: false, site: dist, out };
  const site = new Site(dist);
  const book = makeBook(site, options);
  const browser = await openBrowser();
  try {
    const done = await typeset(browser, site, book, sheets[paper], () => {});
    mkdirSync(out, { recursive: true });
    const file = `${out}/${chapter ?? 'whole'}-${paper}.pdf`;
    writeFileSync(file, done.pdf);
    return { file, paper, book, typeset: done, pdf: await readPdf(done.pdf) };
  } finally {
    await browser.close();
  }
}
