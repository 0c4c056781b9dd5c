// `npm run guide`: the whole book, or a chapter of it, as PDF. Tells what it is doing; a file is given its name only when it
// is whole, so that what lies in the folder can be trusted.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeBook } from './book.ts';
import { openBrowser } from './browser.ts';
import { readOptions } from './options.ts';
import type { GuideOptions } from './options.ts';
import { sheets } from './paper.ts';
import { Site } from './site.ts';
import { typeset } from './typeset.ts';

const start = performance.now();
const seconds = () => `${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s`;
const tell = (what: string) => console.log(`${seconds()}  ${what}`);

/** Writes under another name first; what could not be written whole is taken away again. */
export function keep(file: string, bytes: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.part`;
  try {
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    const megabytes = (bytes.length / 1e6).toFixed(1);
    throw new Error(
      code === 'ENOSPC'
        ? `The disk is full: ${file} needs ${megabytes} MB. Nothing was left half-written.`
        : `${file} could not be written: ${message}`,
    );
  }
}

const nameOf = ({ chapter, answers, room }: GuideOptions, paper: string) =>
  `study-guide${chapter ? `-${chapter}` : ''}${answers ? '' : '-without-answers'}${room ? '-with-room' : ''}-${paper}.pdf`;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const site = new Site(options.site);
  tell(`reading the site in ${options.site}`);
  const book = makeBook(site, options);
  const browser = await openBrowser();
  try {
    await Promise.all(
      options.paper.map(async (paper) => {
        const { pdf, map, passes } = await typeset(browser, site, book, sheets[paper], (what) =>
          tell(`${paper}: ${what}`),
        );
        const file = path.join(options.out, nameOf(options, paper));
        keep(file, pdf);
        tell(`${file}: ${map.pages} pages, ${(pdf.length / 1e6).toFixed(1)} MB, ${passes} passes`);
      }),
    );
  } finally {
    await browser.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
