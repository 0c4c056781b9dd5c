// The tests that need no browser: engine, figures as the server renders them, prose plugins, architecture.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [svelte()],
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/site/**', '**/node_modules/**'],
    maxWorkers: '100%', // nobody works beside them
    testTimeout: 120_000, // ends what hangs, and measures nothing: some tests train networks
    setupFiles: ['engine/worker/fast.ts', 'scripts/shelf.ts'], // fast kernels and files for those who ask
  },
});
