// Same seed, same bits: the engine in this browser computes exactly what it computes in Node.
import { build } from 'vite';
import { fingerprint } from '../engine/fingerprint.ts';
import { root } from './pages.ts';
import { expect, test } from './test.ts';

test('the browser and Node agree to the last bit', async ({ page }) => {
  const entry = `${root}tests/engine/fingerprint.ts`;
  const bundled = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'engine' } },
  });
  const [{ output }] = [bundled].flat() as { output: { code?: string }[] }[];
  expect(await page.evaluate(`${output[0].code}; engine.fingerprint()`)).toBe(fingerprint());
});
