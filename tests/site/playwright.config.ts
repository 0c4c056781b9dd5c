// The browser tests: Chromium over the built site, three at a time on two processors, for each waits now and then.
// Build first (`npm test -- build site`).
import { defineConfig } from '@playwright/test';
import { findTestBrowser, flags } from '../../scripts/browser.mjs';
import { ports } from '../../scripts/serve.mjs';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/site',
  reporter: [['list'], ['json', { outputFile: '../../test-results/counts/site.json' }]],
  fullyParallel: true,
  forbidOnly: true,
  workers: 3,
  retries: 1, // for what a busy machine upsets; scripts/test.mjs tells which tests needed it
  // Patience for a busy machine: these end what hangs, and measure nothing.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://localhost:${ports.root}`,
    colorScheme: 'light',
    launchOptions: { executablePath: findTestBrowser(), args: flags },
  },
  projects: [
    { name: 'pages', testIgnore: ['soak/**', 'printed/**', 'training.spec.ts'] },
    { name: 'speed', testMatch: 'training.spec.ts', dependencies: ['pages'], fullyParallel: false }, // alone on the machine
  ],
  webServer: {
    command: 'node ../../scripts/serve.mjs',
    port: ports.root,
    reuseExistingServer: !process.env.CI,
  },
});
