// Everything that must hold, cheapest first. Each stage is a command; the first that fails stops the run. Stages come in
// four groups, and `npm test -- units site` runs only those named. Closes with the count of the tests of both runners.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { ensureBrowser } from './browser.mjs';

const units = 'test-results/counts/units.json';
const site = 'test-results/counts/site.json'; // also named in tests/site/playwright.config.ts

const groups = {
  check: [
    ['SIMD kernels', 'node scripts/simd.ts'], // makes modules that the type checkers read
    ['types of the engine', 'tsc -p engine'],
    ['types of pages', 'astro check --minimumFailingSeverity warning'],
    ['types of components', 'svelte-check --tsconfig ./tsconfig.json --fail-on-warnings'],
    ['lint', 'eslint --max-warnings 0 .'],
    ['format', 'prettier --check --log-level warn .'],
    ['dead code', 'knip'],
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
    ['browser', ensureBrowser],
    ['site', 'playwright test --config tests/site'],
  ],
};

function passes([, command, environment]) {
  if (typeof command === 'string') {
    return spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...environment } }).status === 0;
  }
  try {
    command();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
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
for (const stage of (asked.length ? asked : Object.keys(groups)).flatMap((name) => groups[name])) {
  const [name] = stage;
  console.log(`\n── ${name}`);
  const start = performance.now();
  const passed = passes(stage);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  timings.push(`${seconds.padStart(7)} s  ${name}${passed ? '' : '  ← failed'}`);
  if (passed) continue;
  stopped = name;
  break;
}

const { passed, failed, flaky, skipped } = count();
const failures = stopped ? Math.max(1, failed) : failed;
console.log(`\n${timings.join('\n')}\n`);
if (stopped) console.log(`Stopped at “${stopped}”: what went wrong is told above.\n`);
if (flaky) console.log(`${flaky} of them passed only at the second try: see “flaky” above.\n`);
console.log(`${passed} passed, ${failures} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failures ? 1 : 0);
