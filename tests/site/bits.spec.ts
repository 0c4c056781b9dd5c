// Same seed, same bits: the engine in this browser computes exactly what it computes in Node.
import { build } from 'vite';
import '../../engine/worker/fast.ts';
import { fingerprint } from '../engine/fingerprint.ts';
import { root } from './pages.ts';
import { expect, test } from './test.ts';

test('the browser and Node agree to the last bit, on plain and on SIMD kernels', async ({ page }) => {
  const entry = `${root}tests/site/bits.entry.ts`;
  const bundled = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'engine' } },
  });
  const [{ output }] = [bundled].flat() as { output: { code?: string }[] }[];
  const bits = await page.evaluate(`${output[0].code}; ['plain', 'fast'].map(engine.fingerprint)`);
  expect(bits).toEqual([fingerprint('plain'), fingerprint('fast')]);
  expect(bits).not.toEqual([fingerprint('plain'), fingerprint('plain')]); // SIMD was there
});
