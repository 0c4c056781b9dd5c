// Everything that must hold, cheapest first. Each stage is a command; the first that fails stops the run. Stages come in
// four groups, and `npm test -- units site` runs only those named. What the checks find, they find two at a time: each
// keeps one processor busy. Closes with the count of the tests of both runners.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { ensureTestBrowser } from './browser.mjs';

const units = 'test-results/counts/units.json';
const site = 'test-results/counts/site.json'; // also named in tests/site/playwright.config.ts

const groups = {
  check: [
    // These two make modules and types that the others read.
    ['SIMD kernels', 'node scripts/simd.ts'],
    ['content', 'astro sync'],
    [
      ['types of pages', 'astro check --minimumFailingSeverity warning'],
      ['types of components', 'svelte-check --tsconfig ./tsconfig.json --fail-on-warnings'],
      ['lint', 'eslint --max-warnings 0 .'],
      ['format', 'prettier --check --log-level warn .'],
      ['types of the engine', 'tsc -p engine'],
      ['dead code', 'knip'],
    ],
  ],
  units: [
    ['data', 'npm run --silent data'],
    [
      'units',
      `vitest run --config tests/vitest.config.ts --reporter=default --reporter=json --outputFile.json=${units}`,
    ],
  ],
  build: [
    ['build', 'npm run --silent build'],
    ['build at /sub/', 'astro build --outDir dist-sub', { BASE_PATH: '/sub/' }],
  ],
  site: [
    ['browser', ensureTestBrowser],
    ['site', 'playwright test --config tests/site'],
  ],
};

/** Runs a command to its end: whether it passed, and what it printed if that was not to be seen at once. */
function run(command, environment, stdio) {
  const child = spawn(command, { shell: true, stdio, env: { ...process.env, ...environment } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (printed += text));
  return new Promise((done) => child.on('close', (code) => done({ passed: code === 0, printed })));
}

async function passes([, command, environment], stdio = 'inherit') {
  if (typeof command === 'string') return run(command, environment, stdio);
  try {
    command();
    return { passed: true, printed: '' };
  } catch (error) {
    console.error(error.message);
    return { passed: false, printed: '' };
  }
}

/** What a runner wrote, or undefined when the run stopped before it. */
function report(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function count() {
  const vitest = report(units);
  const { stats } = report(site) ?? {};
  return {
    passed: (vitest?.numPassedTests ?? 0) + (stats ? stats.expected + stats.flaky : 0),
    failed: (vitest?.numFailedTests ?? 0) + (stats?.unexpected ?? 0),
    flaky: stats?.flaky ?? 0,
    skipped: (vitest?.numPendingTests ?? 0) + (stats?.skipped ?? 0),
  };
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length) {
  console.error(`No such group of tests: ${unknown.join(', ')}. There are ${Object.keys(groups).join(', ')}.`);
  process.exit(1);
}

process.env.ASTRO_TELEMETRY_DISABLED = '1';
process.env.PATH = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter);
rmSync('test-results/counts', { recursive: true, force: true });
mkdirSync('test-results/counts', { recursive: true });

const timings = [];
let stopped;

/** Runs one stage and notes its time; several, two at a time, each telling all it has to say when it is done. */
async function take(stage, stdio) {
  if (Array.isArray(stage[0])) {
    const waiting = stage.values();
    const hand = async () => {
      for (const each of waiting) await take(each, 'pipe');
    };
    return Promise.all([hand(), hand()]);
  }
  const [name] = stage;
  if (stdio !== 'pipe') console.log(`\n── ${name}`);
  const start = performance.now();
  const { passed, printed } = await passes(stage, stdio);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (stdio === 'pipe') console.log(`\n── ${name}\n${printed}`);
  timings.push(`${seconds.padStart(7)} s  ${name}${passed ? '' : '  ← failed'}`);
  if (!passed) stopped ??= name;
}

for (const stage of (asked.length ? asked : Object.keys(groups)).flatMap((name) => groups[name])) {
  await take(stage);
  if (stopped) break;
}

const { passed, failed, flaky, skipped } = count();
const failures = stopped ? Math.max(1, failed) : failed;
console.log(`\n${timings.join('\n')}\n`);
if (stopped) console.log(`Stopped at “${stopped}”: what went wrong is told above.\n`);
if (flaky) console.log(`${flaky} of them passed only at the second try: see “flaky” above.\n`);
console.log(`${passed} passed, ${failures} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failures ? 1 : 0);
