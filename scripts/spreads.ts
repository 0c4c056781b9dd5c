// `node scripts/spreads.ts 10 86`: pages 10–11 and 86–87 of the A4 guide as pictures of an open book, for the README.
// Needs poppler's pdftoppm.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { openBrowser } from './guide/browser.ts';

const file = 'dist/guide/study-guide-a4.pdf';
const folder = '.github/spreads';
/** Dots an inch: an A4 page is 463 wide. */
const DOTS = 56;

const pageAsPng = (page: number): string =>
  execFileSync('pdftoppm', ['-png', '-r', String(DOTS), '-f', String(page), '-l', String(page), file], {
    maxBuffer: 2 ** 26,
  }).toString('base64');

const lefts = process.argv.slice(2).map(Number);
if (!lefts.length || lefts.some((left) => !(left > 0) || left % 2))
  throw new Error('Name the left-hand, even pages of the spreads: node scripts/spreads.ts 10 86');
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
for (const [i, left] of lefts.entries()) {
  const [a, b] = [left, left + 1].map((each) => `<img src="data:image/png;base64,${pageAsPng(each)}">`);
  await page.setContent(
    `<style>body{margin:0;background:#fff}div{display:inline-flex;border:1px solid #999}img+img{border-left:1px solid #999}</style><div>${a}${b}</div>`,
  );
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  const name = `${folder}/${i + 1}.png`;
  writeFileSync(name, await page.locator('div').screenshot());
  console.log(`${name}: pages ${left} and ${left + 1}`);
}
await browser.close();
