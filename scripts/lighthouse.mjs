// Lighthouse over the built site, as a phone: the median of five runs of every chapter, as a table. Not part of the tests,
// because its speed scores depend on the machine; it is fetched with npx on first use. Build first.
import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBrowser, flags } from './browser.mjs';
import { ports, serve } from './serve.mjs';

const version = '13.5.0';
const runs = 5;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

if (!existsSync('dist/index.html')) {
  console.error('There is no built site: run `npm run build` first.');
  process.exit(1);
}
const chapters = globSync('dist/chapters/*/index.html').sort();
const asked = process.argv.slice(2);
const pages = asked.length ? asked : ['/', ...chapters.map((file) => file.replace(/^dist|index\.html$/g, ''))];

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure(page, folder) {
  const path = join(folder, 'report.json');
  await promisify(execFile)(
    'npx',
    [
      '--yes',
      `lighthouse@${version}`,
      `http://localhost:${ports.root}${page}`,
      `--chrome-flags=--headless=new ${flags.join(' ')}`,
      `--only-categories=${categories}`,
      '--output=json',
      `--output-path=${path}`,
      '--quiet',
    ],
    { env: { ...process.env, CHROME_PATH: ensureBrowser() }, shell: process.platform === 'win32' },
  );
  const { categories: scores, audits } = JSON.parse(readFileSync(path, 'utf8'));
  return {
    ...Object.fromEntries(categories.map((name) => [name, Math.round(scores[name].score * 100)])),
    'LCP s': audits['largest-contentful-paint'].numericValue / 1000,
    CLS: audits['cumulative-layout-shift'].numericValue,
    'TBT ms': audits['total-blocking-time'].numericValue,
  };
}

const server = serve('dist', '/', ports.root, { compress: true });
const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
const table = {};
for (const page of pages) {
  const measured = [];
  for (let run = 0; run < runs; run++) measured.push(await measure(page, folder));
  table[page] = Object.fromEntries(
    Object.keys(measured[0]).map((name) => [name, Number(median(measured.map((run) => run[name])).toFixed(3))]),
  );
}
console.table(table);
server.close();
