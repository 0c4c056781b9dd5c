// The worker brings the kernels that a job asks for: the real worker, with jobs of the test's own, on a page of the book
// with its policy. Fast kernels give the bits that they give in Node; relaxed ones are taken where there are any.
import type { Page } from '@playwright/test';
import { build, type Rollup } from 'vite';
import '../../engine/worker/fast.ts';
import { drain } from '../../engine/jobs/job.ts';
import * as jobs from './kernels.jobs.ts';
import { chapters, root } from './pages.ts';
import { expect, test } from './test.ts';

const folder = '/kernels-under-test/';
const options = { root, configFile: false, logLevel: 'error' } as const;
const inNode = (job: (typeof jobs)[keyof typeof jobs]): number[] => drain(job, {}, 100);

/** The worker's scripts by name; in place of the book's jobs, those of the test. */
async function buildWorker(): Promise<Map<string, string>> {
  const withJobs = {
    name: 'jobs-of-the-test',
    enforce: 'pre' as const,
    resolveId: (id: string) =>
      id.endsWith('/trainings.ts') ? `${root}tests/site/kernels.trainings.entry.ts` : undefined,
  };
  const names = { entryFileNames: '[name].js', chunkFileNames: '[name].js' };
  const input = `${root}engine/worker/worker.ts`;
  const made = (await build({
    ...options,
    plugins: [withJobs],
    base: folder,
    build: { write: false, modulePreload: false, rollupOptions: { input, output: names } },
  })) as Rollup.RollupOutput;
  return new Map(made.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}

/** A script that gives the page `test.run(worker, job)`. */
async function buildPage(): Promise<string> {
  const lib = { entry: `${root}tests/site/kernels.entry.ts`, formats: ['iife' as const], name: 'test' };
  const made = (await build({ ...options, build: { write: false, lib } })) as Rollup.RollupOutput[];
  return made[0].output[0].code;
}

const built = { worker: buildWorker(), page: buildPage() };

/** Serves the worker beside the book. Returns how to run a job in it, and the names of what it has fetched. */
async function withWorker(page: Page, preamble = '') {
  const scripts = await built.worker;
  const fetched: string[] = [];
  await page.route(`**${folder}*`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(folder.length);
    fetched.push(name);
    const body = (name === 'worker.js' ? preamble : '') + scripts.get(name);
    return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body });
  });
  await page.goto(chapters[0]);
  const script = await built.page;
  const run = (job: keyof typeof jobs) =>
    page.evaluate(`${script}; test.run('${folder}worker.js', '${jobs[job].name}')`) as Promise<number[]>;
  return { run, fetched };
}

/** The largest difference of two lists of losses. */
const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((loss, i) => Math.abs(loss - b[i])));

test('a job that asks for nothing fetches nothing', async ({ page }) => {
  const { run, fetched } = await withWorker(page);
  expect(await run('plainly')).toEqual(inNode(jobs.plainly));
  expect(fetched).toEqual(['worker.js']);
});

test('a fast job computes the bits that it computes in Node, by kernels fetched for it', async ({ page }) => {
  const { run, fetched } = await withWorker(page);
  const losses = await run('fast');
  expect(losses).toEqual(inNode(jobs.fast));
  expect(losses).not.toEqual(inNode(jobs.plainly)); // SIMD it was
  expect(distance(losses, inNode(jobs.plainly))).toBeLessThan(1e-4);
  expect(fetched).toContain('fast.js');
  expect(fetched).not.toContain('relaxed.js');
});

test('a relaxed job runs on relaxed kernels', async ({ page }) => {
  const { run, fetched } = await withWorker(page);
  expect(distance(await run('relaxed'), inNode(jobs.plainly))).toBeLessThan(1e-4);
  expect(fetched).toContain('relaxed.js');
  expect(fetched).not.toContain('fast.js');
});

test('where relaxed SIMD is missing, a relaxed job runs on fast kernels', async ({ page }) => {
  // the first module that is asked about is the relaxed one
  const { run, fetched } = await withWorker(
    page,
    `const { validate } = WebAssembly; WebAssembly.validate = () => (WebAssembly.validate = validate, false);`,
  );
  expect(await run('relaxed')).toEqual(inNode(jobs.fast));
  expect(fetched).toContain('fast.js');
});

test('where kernels do not arrive, the plain ones do the work', async ({ page, troubles }) => {
  const { run } = await withWorker(page);
  await page.route(/\/(fast|relaxed)\.js$/, (route) => route.abort());
  expect(await run('fast')).toEqual(inNode(jobs.plainly));
  expect(await run('relaxed')).toEqual(inNode(jobs.plainly));
  troubles.splice(0); // that they did not arrive
});
