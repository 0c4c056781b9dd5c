/**
 * Bundles of browser workers: one for each entry, so that a worker loads one library only. Vite builds them, as it builds
 * the book. Knows nothing of what the workers do.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Files by their path on the server: scripts, and whatever they load. */
export type Files = Map<string, string | Uint8Array>;

/** The path of a module in this folder, as an import in an entry names it. */
export const modulePath = (module: string): string =>
  JSON.stringify(fileURLToPath(new URL(module, import.meta.url)).replaceAll('\\', '/'));

/** Bundles the code of an entry that imports by `modulePath`; the worker's script is `<base>worker.js`. */
export async function bundle(code: string, base: string): Promise<Files> {
  const entry = 'virtual:worker';
  const result = await build({
    configFile: false,
    logLevel: 'error',
    base,
    define: { global: 'globalThis' }, // some libraries still ask for Node's name of it
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) => (id === `\0${entry}` ? code : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: { input: { worker: entry }, output: { entryFileNames: '[name].js' } },
    },
  });
  if (!('output' in result)) throw new Error('bundle: the build gave no single output');
  return new Map(result.output.map((file) => [base + file.fileName, file.type === 'chunk' ? file.code : file.source]));
}
