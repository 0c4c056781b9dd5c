// `npm run guide`: the whole book, or a chapter of it, as PDF and EPUB. Tells what it is doing; a file is given its name only when it
// is whole, so that what lies in the folder can be trusted.
import path from 'node:path';
import { makeBook } from './book.ts';
import { openBrowser } from './browser.ts';
import { makeEpub } from './epub.ts';
import { keep } from './keep.ts';
import { readOptions } from './options.ts';
import type { GuideOptions } from './options.ts';
import { sheets } from './paper.ts';
import { Site } from './site.ts';
import { typeset } from './typeset.ts';

const start = performance.now();
const seconds = () => `${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s`;
const tell = (what: string) => console.log(`${seconds()}  ${what}`);

const nameOf = ({ chapter, answers, room }: GuideOptions, ending: string) =>
  `study-guide${chapter ? `-${chapter}` : ''}${answers ? '' : '-without-answers'}${room ? '-with-room' : ''}${ending}`;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const site = new Site(options.site);
  tell(`reading the site in ${options.site}`);
  if (options.epub) {
    const file = path.join(options.out, nameOf(options, '.epub'));
    const bytes = makeEpub(site, makeBook(site, options, 'mathml'));
    keep(file, bytes);
    tell(`${file}: ${(bytes.length / 1e6).toFixed(1)} MB`);
  }
  if (!options.paper.length) return;
  const book = makeBook(site, options);
  // A browser each, so that the two sizes keep two processors busy.
  await Promise.all(
    options.paper.map(async (paper) => {
      const browser = await openBrowser();
      try {
        const say = (what: string) => tell(`${paper}: ${what}`);
        const { pdf, map, passes } = await typeset(browser, site, book, sheets[paper], say);
        const file = path.join(options.out, nameOf(options, `-${paper}.pdf`));
        keep(file, pdf);
        tell(`${file}: ${map.pages} pages, ${(pdf.length / 1e6).toFixed(1)} MB, ${passes} passes`);
      } finally {
        await browser.close();
      }
    }),
  );
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
