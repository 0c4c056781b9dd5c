// Same seed, same bits: the engine in this browser computes exactly what it computes in Node.
import { build } from 'vite';
import { fingerprint } from './fingerprint.ts';
import { root } from './pages.ts';
import { expect, test } from './test.ts';

test('the browser and Node agree to the last bit', async ({ page }) => {
  const bundled = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: `${root}tests/site/fingerprint.ts`, formats: ['iife'], name: 'book' } },
  });
  const [{ output }] = [bundled].flat() as { output: { code?: string }[] }[];
  const here = fingerprint();
  expect(Object.keys(here).length).toBeGreaterThan(30);
  const there = await page.evaluate(`${output[0].code}; book.fingerprint()`);
  expect(there).toEqual(here);
});
